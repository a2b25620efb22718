package polis.dependencymap.map;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The map of a time range. */
@Schema(name = "Map")
public record MapView(Instant from, Instant to,
        @Schema(description = "Of which services the last known answer is shown because they are away") Map<String, Boolean> stale,
        @Schema(description = "How old the answers of other services are; null if there never was one") Map<String, @Nullable Duration> ages,
        List<NodeView> nodes, List<EdgeView> edges, DepthView depth, List<DistrictView> districts,
        @Schema(description = "The size of the drawing in pixels") SizeView size,
        @Schema(description = "What is left out because it is more than the map carries") List<String> notices) {

    @Schema(name = "Node")
    public record NodeView(String name,
            @Schema(implementation = String.class, allowableValues = {"service", "topic", "broker", "database", "cache",
                "external"}) String type,
            @Schema(description = "The band that it is drawn in") String district, @Nullable String domain,
            @Nullable Integer tier, @Nullable String owner, @Nullable String lifecycle, @Nullable String version,
            @Schema(description = "Requests or messages per second") double rate,
            @Schema(description = "Share of them that failed, 0 to 1") double errorShare,
            @Schema(description = "Milliseconds") @Nullable Double p50, @Nullable Double p95, @Nullable Double p99,
            @Schema(description = "Longest way from an entrance, cycles condensed; a topic's is that of its producer") int depth,
            int fanIn, int fanOut, @Schema(description = "Centre in pixels, to the right") int x,
            @Schema(description = "Centre in pixels, downwards") int y,
            @Schema(description = "Id of the cycle that it is a member of") @Nullable String cycle,
            @Schema(description = "Instances that are not gone") int instances,
            @Schema(description = "Instances in the state RUN") int running,
            @Schema(description = "Whether what the registry said of it is an old copy: tier, owner, lifecycle, version, instances") boolean stale,
            @Schema(description = "fanOut / (fanIn + fanOut): 1 depends on others only, 0 is only depended on; null without edges") @Nullable Double instability){}

    @Schema(name = "Edge")
    public record EdgeView(String from, String to, @Schema(allowableValues = {"sync", "async"}) String kind, long calls,
            @Schema(description = "Calls per second") double rate, long errors, double errorShare,
            @Schema(description = "Milliseconds, as the caller saw it where that is known") @Nullable Double p50,
            @Nullable Double p95, @Nullable Double p99,
            @Schema(description = "Whether the manifest says so") boolean declared,
            @Schema(description = "Whether there was traffic") boolean observed,
            @Schema(description = "Id of the cycle that it lies on") @Nullable String cycle,
            @Schema(description = "Whether somebody vital waits here for somebody less vital") boolean inversion){}

    @Schema(name = "Depth")
    public record DepthView(int max) {}

    @Schema(name = "District")
    public record DistrictView(String name, int y, int height) {}

    @Schema(name = "Size")
    public record SizeView(int width, int height) {}
}
