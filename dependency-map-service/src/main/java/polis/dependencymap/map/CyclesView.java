package polis.dependencymap.map;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** The cycles of a time range, the largest first. */
@Schema(name = "Cycles")
record CyclesView(Instant from, Instant to, List<CycleView> items,
        @Schema(description = "What is left out because there is too much of it") List<String> notices) {

    /** The shortest cycle through an edge. */
    @Schema(name = "ShortestCycle")
    record ShortestView(String from, String to,
            @Schema(description = "The names along the shortest cycle through the edge, beginning with its start; empty if there is none") List<String> path) {}
}
