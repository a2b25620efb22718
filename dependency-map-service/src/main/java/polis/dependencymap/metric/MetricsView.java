package polis.dependencymap.metric;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Depth and breadth of an architecture. */
@Schema(name = "Metrics")
public record MetricsView(Instant from, Instant to, Map<String, Boolean> stale, ArchitectureView architecture,
        @Schema(description = "All nodes, by name") List<ItemView> items,
        @Schema(description = "The architecture as it was last measured in each hour or day, the oldest first") List<TrendView> trend,
        @Schema(description = "What is left out because there is too much of it") List<String> notices) {

    @Schema(name = "Architecture")
    public record ArchitectureView(int services, int nodes, int edges,
            @Schema(description = "Longest chain of calls, cycles condensed") int depth,
            @Schema(description = "The nodes along it") List<String> deepest,
            @Schema(description = "Most nodes that lie equally deep") int breadth, @Nullable ExtremeView maxFanIn,
            @Nullable ExtremeView maxFanOut, int cycles, int cyclic) {}

    @Schema(name = "Extreme")
    public record ExtremeView(String name, int value) {}

    @Schema(name = "NodeMetric")
    public record ItemView(String name, String type, @Nullable Integer tier, int depth, int fanIn, int fanOut,
            @Schema(description = "Nodes that call it, directly or through others") int transitiveCallers,
            @Schema(description = "Nodes that it calls, directly or through others") int transitiveCallees,
            @Schema(description = "Steps of the longest chain of calls that goes through it") int longestChain,
            @Schema(description = "fanOut / (fanIn + fanOut)") @Nullable Double instability, @Nullable String cycle) {}

    @Schema(name = "NodeMetrics")
    public record NodeMetricsView(int fanIn, int fanOut, int transitiveCallers, int transitiveCallees,
            @Nullable Double instability, ChainView longestChain) {}

    @Schema(name = "Chain")
    public record ChainView(@Schema(description = "Steps; a topic between two services is none of its own") int length,
            List<String> path) {}

    @Schema(name = "TrendPoint")
    public record TrendView(Instant at, int services, int nodes, int edges, int depth, int breadth, int maxFanIn,
            int maxFanOut, int cycles, int cyclic) {}
}
