package polis.dependencymap.map;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** The cycles of a time range, the largest first. */
@Schema(name = "Cycles")
record CyclesView(Instant from, Instant to, List<CycleView> items) {

    @Schema(name = "Cycle")
    record CycleView(@Schema(description = "Stays the same as long as the members do") String id, List<String> members,
            @Schema(description = "The names along the shortest cycle, the first one not repeated") List<String> shortest,
            List<CycleEdgeView> edges,
            @Schema(description = "The cheapest set of roads without which the cycle is gone") List<AdviceView> advice) {}

    @Schema(name = "CycleEdge")
    record CycleEdgeView(String from, String to, @Schema(allowableValues = {"sync", "async"}) String kind, long calls,
            double rate, @Schema(description = "The names along the shortest cycle through it") List<String> shortest){}

    @Schema(name = "Advice")
    record AdviceView(CutView cut, String explanation) {}

    @Schema(name = "Cut")
    record CutView(String from, String to) {}
}
