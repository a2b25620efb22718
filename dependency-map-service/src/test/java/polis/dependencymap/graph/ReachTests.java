package polis.dependencymap.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReachTests {

    @Test
    void countsWhatCanBeReachedByDefinition() {
        var random = new Random(3);
        for (int round = 0; round < 500; round++) {
            int nodes = 1 + random.nextInt(12);
            Graph graph = Graphs.random(random, nodes, random.nextInt(3 * nodes));
            boolean[] counted = new boolean[nodes];
            for (int i = 0; i < nodes; i++) {
                counted[i] = random.nextInt(4) > 0;
            }
            Reach reach = Reach.of(graph, Components.of(graph), counted);
            boolean[][] reaches = Graphs.reachability(graph);
            for (int node = 0; node < nodes; node++) {
                int start = node;
                assertThat(reach.callees(node)).isEqualTo((int) IntStream.range(0, nodes)
                        .filter(other -> other != start && counted[other] && reaches[start][other]).count());
                assertThat(reach.callers(node)).isEqualTo((int) IntStream.range(0, nodes)
                        .filter(other -> other != start && counted[other] && reaches[other][start]).count());
            }
        }
    }

    @Test
    void manyNodesAreCountedBlockByBlock() {
        int nodes = 10_000;
        Graph chain = Graphs.chain(nodes);
        boolean[] all = new boolean[nodes];
        java.util.Arrays.fill(all, true);
        Reach reach = Reach.of(chain, Components.of(chain), all);
        assertThat(reach.callees(0)).isEqualTo(nodes - 1);
        assertThat(reach.callers(0)).isZero();
        assertThat(reach.callers(nodes - 1)).isEqualTo(nodes - 1);
        assertThat(reach.callees(5_000)).isEqualTo(nodes - 5_001);
    }
}
