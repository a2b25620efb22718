package polis.dependencymap.metric;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the time of requests goes, by the service where they come in. */
@Schema(name = "CriticalPaths")
record CriticalPathsView(Instant from, Instant to, @Schema(allowableValues = {
    "mean", "p50", "p95", "p99"}) String quantile, List<PathView> items,
        @Schema(description = "What is left out because there is too much of it") List<String> notices){

    @Schema(name = "CriticalPath")
    record PathView(String entry,
            @Schema(description = "Milliseconds that a request takes there") @Nullable Double latency,
            List<HopView> path,
            @Schema(description = "Milliseconds of the last call on the way that are spent at its end, or in what is not on the map") @Nullable Double own) {}

    @Schema(name = "Hop")
    record HopView(String from, String to, @Schema(allowableValues = {"sync", "async"}) String kind,
            @Schema(description = "How often the edge is used for one request of the entry") double callsPerRequest,
            @Schema(description = "Milliseconds of one call") double latency,
            @Schema(description = "Milliseconds of one request of the entry") double contribution,
            @Schema(description = "Of the entry's latency; calls in parallel may add up to more than 1") @Nullable Double share){}
}
