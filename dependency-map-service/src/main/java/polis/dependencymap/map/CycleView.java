package polis.dependencymap.map;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Services that all need each other, and how to get out of it. */
@Schema(name = "Cycle")
public record CycleView(@Schema(description = "Stays the same as long as the members do") String id,
        List<String> members,
        @Schema(description = "The names along the shortest cycle, the first one not repeated") List<String> shortest,
        List<CyclesView.CycleEdgeView> edges,
        @Schema(description = "The cheapest set of roads without which the cycle is gone") List<CyclesView.AdviceView> advice) {}
