package polis.dependencymap.map;

import java.util.Arrays;
import java.util.function.IntPredicate;
import polis.dependencymap.graph.Graph;

/** What can be reached from a node within some steps, along or against the edges. */
final class Neighbourhood {

    private Neighbourhood() {}

    static IntPredicate of(Graph graph, int start, int steps) {
        int[] distance = new int[graph.nodes()];
        Arrays.fill(distance, -1);
        spread(graph, start, steps, distance, true);
        boolean[] callees = near(distance);
        Arrays.fill(distance, -1);
        spread(graph, start, steps, distance, false);
        boolean[] callers = near(distance);
        return node -> callees[node] || callers[node];
    }

    private static boolean[] near(int[] distance) {
        boolean[] near = new boolean[distance.length];
        for (int node = 0; node < near.length; node++) {
            near[node] = distance[node] >= 0;
        }
        return near;
    }

    private static void spread(Graph graph, int start, int steps, int[] distance, boolean along) {
        int[] queue = new int[graph.nodes()];
        int tail = 0;
        queue[tail++] = start;
        distance[start] = 0;
        for (int head = 0; head < tail; head++) {
            int node = queue[head];
            int degree = along ? graph.outDegree(node) : graph.inDegree(node);
            for (int i = 0; i < degree && distance[node] < steps; i++) {
                int next = along ? graph.to(graph.outEdge(node, i)) : graph.from(graph.inEdge(node, i));
                if (distance[next] < 0) {
                    distance[next] = distance[node] + 1;
                    queue[tail++] = next;
                }
            }
        }
    }
}
