package polis.dependencymap.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChainsTests {

    @Test
    void longestChainThroughANodeIsTheLongestOfAllWaysThroughIt() {
        var random = new Random(5);
        for (int round = 0; round < 500; round++) {
            int nodes = 1 + random.nextInt(8);
            int edges = nodes == 1 ? 0 : random.nextInt(2 * nodes);
            // Edges from lower to higher numbers: no cycles, so that all ways can be tried.
            int[] ends = IntStream.range(0, edges).flatMap(i -> {
                int from = random.nextInt(nodes - 1);
                return IntStream.of(from, from + 1 + random.nextInt(nodes - 1 - from));
            }).toArray();
            Graph graph = Graphs.of(nodes, ends);
            Chains chains = Chains.of(graph, Components.of(graph), new boolean[nodes]);
            for (int node = 0; node < nodes; node++) {
                assertThat(chains.length(node)).isEqualTo(farthest(graph, node, true) + farthest(graph, node, false));
                List<Integer> path = chains.through(node);
                assertThat(path).hasSize(chains.length(node) + 1).contains(node);
            }
            Depths depths = Depths.of(graph, Components.of(graph), new boolean[nodes]);
            assertThat(IntStream.range(0, nodes).map(chains::length).max().orElse(0)).isEqualTo(depths.max());
        }
    }

    @Test
    void cycleIsOneNodeOnTheWayAndShowsWhereItIsEnteredAndLeft() {
        Graph graph = Graphs.of(5, 0, 1, 1, 2, 2, 3, 3, 1, 2, 4);
        Chains chains = Chains.of(graph, Components.of(graph), new boolean[5]);
        assertThat(chains.length(0)).isEqualTo(2);
        assertThat(chains.through(0)).containsExactly(0, 1, 2, 4);
        assertThat(chains.through(3)).containsExactly(0, 1, 3, 2, 4);
    }

    @Test
    void topicIsHalfAStep() {
        Graph graph = Graphs.of(3, 0, 1, 1, 2);
        Chains chains = Chains.of(graph, Components.of(graph), new boolean[] {false, true, false});
        assertThat(chains.length(1)).isEqualTo(1);
        assertThat(chains.through(1)).containsExactly(0, 1, 2);
    }

    @Test
    void chainOfAHundredThousandOverflowsNoStack() {
        Graph graph = Graphs.chain(100_000);
        Components components = Components.of(graph);
        assertThat(Depths.of(graph, components, new boolean[100_000]).max()).isEqualTo(99_999);
        Chains chains = Chains.of(graph, components, new boolean[100_000]);
        assertThat(chains.length(70_000)).isEqualTo(99_999);
        assertThat(chains.through(5)).hasSize(100_000);
        Outage outage = Outage.of(graph, new boolean[99_999], new boolean[100_000], 99_999);
        assertThat(outage.path(0)).hasSize(100_000);
    }

    private static int farthest(Graph graph, int node, boolean along) {
        int degree = along ? graph.outDegree(node) : graph.inDegree(node);
        int[] others = IntStream.range(0, degree)
                .map(i -> along ? graph.to(graph.outEdge(node, i)) : graph.from(graph.inEdge(node, i))).toArray();
        return Arrays.stream(others).map(other -> 1 + farthest(graph, other, along)).max().orElse(0);
    }
}
