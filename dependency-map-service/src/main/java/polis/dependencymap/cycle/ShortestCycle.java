package polis.dependencymap.cycle;

import java.util.Arrays;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Graph;

/** The shortest cycle through an edge, by breadth-first search. Cycles are never enumerated: there can be millions. */
public final class ShortestCycle {

    private ShortestCycle() {}

    /** Returns the nodes of the shortest cycle through the edge, from its start on; empty if there is none. */
    public static int[] through(Graph graph, Components components, int edge) {
        int start = graph.from(edge);
        int first = graph.to(edge);
        if (!components.isWithin(graph, edge) || start == first) {
            return new int[0];
        }
        int[] before = new int[graph.nodes()];
        Arrays.fill(before, -1);
        int[] queue = new int[graph.nodes()];
        int head = 0;
        int tail = 0;
        queue[tail++] = first;
        before[first] = first;
        while (before[start] == -1) {
            int node = queue[head++];
            for (int i = 0; i < graph.outDegree(node); i++) {
                int next = graph.to(graph.outEdge(node, i));
                if (before[next] == -1 && components.of(next) == components.of(start)) {
                    before[next] = node;
                    queue[tail++] = next;
                }
            }
        }
        return path(before, start, first);
    }

    private static int[] path(int[] before, int start, int first) {
        int length = 2;
        for (int node = before[start]; node != first; node = before[node]) {
            length++;
        }
        int[] path = new int[length];
        path[0] = start;
        int node = before[start];
        for (int i = length - 1; i > 0; i--) {
            path[i] = node;
            node = before[node];
        }
        return path;
    }
}
