package polis.dependencymap.city;

import io.swagger.v3.oas.annotations.media.Schema;

/** A city in a few numbers. */
@Schema(name = "Measure")
public record Measure(int services,
        @Schema(description = "With topics, databases and whatever else is called") int places, int roads,
        @Schema(description = "Longest chain of calls, cycles condensed") int depth, int cycles,
        @Schema(description = "Places that lie on a cycle") int cyclic) {}
