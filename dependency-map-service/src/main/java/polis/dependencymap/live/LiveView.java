package polis.dependencymap.live;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** The traffic of the last seconds; who had none is not listed. */
@Schema(name = "LiveRates")
record LiveView(Instant at, @Schema(description = "Seconds that rates are means of") int window, List<EdgeRate> edges,
        List<NodeRate> nodes,
        @Schema(description = "What is left out because there is too much of it") List<String> notices) {

    @Schema(name = "EdgeRate")
    record EdgeRate(String from, String to, @Schema(allowableValues = {"sync", "async"}) String kind, double rate,
            double errorShare){}

    @Schema(name = "NodeRate")
    record NodeRate(String name, double rate, double errorShare) {}
}
