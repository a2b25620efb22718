package polis.dependencymap.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.graph.Graphs;

class ShortestCyclesTests {

    @Test
    void manyAtOnceAreAsShortAsOneByOne() {
        var random = new Random(21);
        for (int round = 0; round < 300; round++) {
            // More nodes than there are lanes, so that several rounds of searches are needed.
            int nodes = 2 + random.nextInt(150);
            Graph graph = Graphs.random(random, nodes, nodes + random.nextInt(3 * nodes));
            Components components = Components.of(graph);
            for (int component = 0; component < components.count(); component++) {
                if (components.isCycle(component)) {
                    int[] members = components.members(component);
                    int[] within = IntStream.range(0, graph.edges())
                            .filter(edge -> components.isWithin(graph, edge) && graph.from(edge) != graph.to(edge))
                            .filter(edge -> components.of(graph.from(edge)) == components.of(members[0])).toArray();
                    int[][] cycles = ShortestCycles.through(graph, members, within);
                    for (int i = 0; i < within.length; i++) {
                        isACycle(graph, within[i], cycles[i]);
                        assertThat(cycles[i]).hasSameSizeAs(ShortestCycle.through(graph, components, within[i]));
                    }
                }
            }
        }
    }

    @Test
    void aRingOfManyIsSearchedAsFarAsStepsAllow() {
        int nodes = 30_000;
        int[] ring = IntStream.range(0, nodes).toArray();
        Graph graph = Graph.of(nodes, ring, IntStream.range(0, nodes).map(i -> (i + 1) % nodes).toArray());
        int[][] cycles = ShortestCycles.through(graph, ring, ring);
        assertThat(cycles[0]).hasSize(nodes);
        assertThat(cycles[nodes - 2]).isEmpty();
    }

    private static void isACycle(Graph graph, int edge, int[] cycle) {
        assertThat(cycle).startsWith(graph.from(edge), graph.to(edge)).doesNotHaveDuplicates();
        for (int i = 0; i < cycle.length; i++) {
            int from = cycle[i];
            int to = cycle[(i + 1) % cycle.length];
            assertThat(IntStream.range(0, graph.outDegree(from)).map(k -> graph.to(graph.outEdge(from, k))))
                    .contains(to);
        }
    }
}
