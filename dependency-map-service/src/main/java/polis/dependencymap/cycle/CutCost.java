package polis.dependencymap.cycle;

import java.util.Arrays;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Graph;

// ADR 40
/**
 * What it costs to do without an edge. Work grows with what is carried, though much slower: twice the calls are not
 * twice the work. An edge that leads back towards where requests come from is half as dear, since it goes against the
 * direction that calls have anyway. One over a topic is twice as dear: it is loose already, and a topic is what the
 * other kind is to be replaced by. One on which somebody vital waits for somebody less vital should not be there at all
 * and is a fifth cheaper; one between two teams takes both of them and is a quarter dearer.
 */
final class CutCost {

    private CutCost() {}

    static double[] of(Network network, Components components) {
        Graph graph = network.graph();
        int[] distance = fromEntrances(graph, components);
        double[] cost = new double[graph.edges()];
        for (int edge = 0; edge < cost.length; edge++) {
            Network.EdgeUse use = network.edges().get(edge);
            boolean back = distance[graph.to(edge)] < distance[graph.from(edge)];
            cost[edge] = (1 + Math.log(1 + use.callsPerMinute()) / Math.log(2)) * (back ? 0.5 : 1)
                    * (use.asynchronous() ? 2 : 1) * (use.inverted() ? 0.8 : 1) * (use.crossesOwners() ? 1.25 : 1);
        }
        return cost;
    }

    /** Returns steps from the nearest service that is called by nobody. */
    private static int[] fromEntrances(Graph graph, Components components) {
        int[] distance = new int[graph.nodes()];
        Arrays.fill(distance, Integer.MAX_VALUE);
        int[] queue = new int[graph.nodes()];
        int tail = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            if (graph.fanIn(node) == 0 && !components.isCycle(components.of(node))) {
                distance[node] = 0;
                queue[tail++] = node;
            }
        }
        for (int head = 0; head < tail; head++) {
            int node = queue[head];
            for (int i = 0; i < graph.outDegree(node); i++) {
                int next = graph.to(graph.outEdge(node, i));
                if (distance[next] == Integer.MAX_VALUE) {
                    distance[next] = distance[node] + 1;
                    queue[tail++] = next;
                }
            }
        }
        return distance;
    }
}
