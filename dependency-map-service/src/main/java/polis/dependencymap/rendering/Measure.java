package polis.dependencymap.rendering;

import io.swagger.v3.oas.annotations.media.Schema;

/** A map in a few numbers. */
@Schema(name = "Measure")
public record Measure(int services,
        @Schema(description = "With topics, databases and whatever else is called") int nodes, int edges,
        @Schema(description = "Longest chain of calls, cycles condensed") int depth, int cycles,
        @Schema(description = "Nodes that lie on a cycle") int cyclic) {}
