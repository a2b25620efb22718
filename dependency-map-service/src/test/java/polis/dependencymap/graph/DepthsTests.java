package polis.dependencymap.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DepthsTests {

    @Test
    void depthIsTheLongestWayFromAnEntrance() {
        Graph graph = Graphs.of(4, 0, 1, 1, 2, 0, 2, 2, 3);
        Depths depths = depths(graph);
        assertThat(depths.of(0)).isZero();
        assertThat(depths.of(2)).isEqualTo(2);
        assertThat(depths.max()).isEqualTo(3);
    }

    @Test
    void membersOfACycleAreEquallyDeep() {
        Depths depths = depths(Graphs.of(4, 0, 1, 1, 2, 2, 1, 2, 3));
        assertThat(depths.of(1)).isEqualTo(1);
        assertThat(depths.of(2)).isEqualTo(1);
        assertThat(depths.of(3)).isEqualTo(2);
    }

    @Test
    void topicLiesHalfWayBetweenTheServicesItConnects() {
        Graph graph = Graphs.of(4, 0, 1, 1, 2, 2, 3);
        Depths depths = Depths.of(graph, Components.of(graph), new boolean[] {false, false, true, false});
        assertThat(depths.halves(2)).isEqualTo(3);
        assertThat(depths.of(2)).isEqualTo(1);
        assertThat(depths.halves(3)).isEqualTo(4);
    }

    @Test
    void servicesLieInWholeColumnsAlsoBehindExchangesAndInCyclesThroughTopics() {
        Graph graph = Graphs.of(6, 0, 1, 1, 2, 2, 3, 3, 4, 4, 1, 3, 5);
        boolean[] stops = {false, true, true, false, false, false};
        Depths depths = Depths.of(graph, Components.of(graph), stops);
        for (int node = 0; node < stops.length; node++) {
            assertThat(depths.halves(node) % 2).as("node %d", node).isEqualTo(stops[node] ? 1 : 0);
        }
    }

    @Test
    void everyEdgeBetweenComponentsLeadsDeeper() {
        var random = new Random(3);
        for (int round = 0; round < 3_000; round++) {
            Graph graph = Graphs.random(random, 10, 14);
            boolean[] stops = new boolean[10];
            for (int i = 0; i < stops.length; i++) {
                stops[i] = random.nextInt(4) == 0;
            }
            Components components = Components.of(graph);
            Depths depths = Depths.of(graph, components, stops);
            for (int edge = 0; edge < graph.edges(); edge++) {
                int from = graph.from(edge);
                int to = graph.to(edge);
                if (components.of(from) != components.of(to) && !(stops[from] && stops[to])) {
                    assertThat(depths.halves(to)).isGreaterThan(depths.halves(from));
                }
            }
        }
    }

    private static Depths depths(Graph graph) {
        return Depths.of(graph, Components.of(graph), new boolean[graph.nodes()]);
    }
}
