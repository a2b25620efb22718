package polis.dependencymap.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComponentsTests {

    @Test
    void nodesAreTogetherExactlyIfEachReachesTheOther() {
        var random = new Random(1);
        for (int round = 0; round < 5_000; round++) {
            int nodes = 1 + random.nextInt(9);
            Graph graph = Graphs.random(random, nodes, random.nextInt(3 * nodes));
            boolean[][] reaches = Graphs.reachability(graph);
            Components components = Components.of(graph);
            for (int a = 0; a < nodes; a++) {
                for (int b = 0; b < nodes; b++) {
                    boolean together = a == b || (reaches[a][b] && reaches[b][a]);
                    assertThat(components.of(a) == components.of(b)).isEqualTo(together);
                }
            }
        }
    }

    @Test
    void edgesBetweenComponentsLeadToLowerNumbers() {
        var random = new Random(2);
        for (int round = 0; round < 2_000; round++) {
            Graph graph = Graphs.random(random, 12, 20);
            Components components = Components.of(graph);
            for (int edge = 0; edge < graph.edges(); edge++) {
                assertThat(components.of(graph.to(edge))).isLessThanOrEqualTo(components.of(graph.from(edge)));
            }
        }
    }

    @Test
    void aServiceThatCallsItselfIsNoCycle() {
        Components components = Components.of(Graphs.of(2, 0, 0, 0, 1));
        assertThat(components.isCycle(components.of(0))).isFalse();
    }

    @Test
    void aChainOfAHundredThousandDoesNotOverflow() {
        int nodes = 100_000;
        int[] from = IntStream.range(0, nodes).toArray();
        int[] to = IntStream.range(0, nodes).map(node -> (node + 1) % nodes).toArray();
        assertThat(Components.of(Graph.of(nodes, from, to)).count()).isEqualTo(1);
    }
}
