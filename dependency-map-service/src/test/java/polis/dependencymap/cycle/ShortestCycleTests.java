package polis.dependencymap.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.graph.Graphs;

class ShortestCycleTests {

    @Test
    void takesTheShortWayBack() {
        Graph graph = Graphs.of(4, 0, 1, 1, 2, 2, 3, 3, 0, 1, 0);
        assertThat(ShortestCycle.through(graph, Components.of(graph), 0)).containsExactly(0, 1);
        assertThat(ShortestCycle.through(graph, Components.of(graph), 2)).containsExactly(2, 3, 0, 1);
    }

    @Test
    void isARealCycleAndNoShorterOneGoesThroughTheEdge() {
        var random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            int nodes = 2 + random.nextInt(7);
            Graph graph = Graphs.random(random, nodes, 2 * nodes);
            Components components = Components.of(graph);
            int[][] distance = distances(graph);
            for (int edge = 0; edge < graph.edges(); edge++) {
                int from = graph.from(edge);
                int to = graph.to(edge);
                int[] cycle = ShortestCycle.through(graph, components, edge);
                if (from == to || distance[to][from] == Integer.MAX_VALUE) {
                    assertThat(cycle).isEmpty();
                } else {
                    assertThat(cycle).hasSize(distance[to][from] + 1).startsWith(from, to).doesNotHaveDuplicates();
                    for (int i = 0; i < cycle.length; i++) {
                        assertThat(distance[cycle[i]][cycle[(i + 1) % cycle.length]]).isEqualTo(1);
                    }
                }
            }
        }
    }

    private static int[][] distances(Graph graph) {
        int nodes = graph.nodes();
        int[][] distance = new int[nodes][nodes];
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                distance[from][to] = from == to ? 0 : Integer.MAX_VALUE;
            }
        }
        for (int edge = 0; edge < graph.edges(); edge++) {
            if (graph.from(edge) != graph.to(edge)) {
                distance[graph.from(edge)][graph.to(edge)] = 1;
            }
        }
        for (int via = 0; via < nodes; via++) {
            for (int from = 0; from < nodes; from++) {
                for (int to = 0; to < nodes; to++) {
                    if (distance[from][via] != Integer.MAX_VALUE && distance[via][to] != Integer.MAX_VALUE) {
                        distance[from][to] = Math.min(distance[from][to], distance[from][via] + distance[via][to]);
                    }
                }
            }
        }
        return distance;
    }
}
