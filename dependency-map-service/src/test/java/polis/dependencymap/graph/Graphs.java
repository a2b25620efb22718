package polis.dependencymap.graph;

import java.util.Random;
import java.util.stream.IntStream;

/** Graphs for tests. */
public final class Graphs {

    private Graphs() {}

    /** A graph from pairs of nodes. */
    public static Graph of(int nodes, int... ends) {
        int[] from = new int[ends.length / 2];
        int[] to = new int[ends.length / 2];
        for (int i = 0; i < from.length; i++) {
            from[i] = ends[2 * i];
            to[i] = ends[2 * i + 1];
        }
        return Graph.of(nodes, from, to);
    }

    /** Each node calls the next one. */
    public static Graph chain(int nodes) {
        return Graph.of(nodes, IntStream.range(0, nodes - 1).toArray(), IntStream.range(1, nodes).toArray());
    }

    public static Graph random(Random random, int nodes, int edges) {
        int[] from = random.ints(edges, 0, nodes).toArray();
        int[] to = random.ints(edges, 0, nodes).toArray();
        return Graph.of(nodes, from, to);
    }

    /** Returns whether there is a way of at least one edge, by the definition. */
    public static boolean[][] reachability(Graph graph) {
        boolean[][] reaches = new boolean[graph.nodes()][graph.nodes()];
        for (int edge = 0; edge < graph.edges(); edge++) {
            reaches[graph.from(edge)][graph.to(edge)] = true;
        }
        for (int via = 0; via < graph.nodes(); via++) {
            for (int from = 0; from < graph.nodes(); from++) {
                for (int to = 0; to < graph.nodes(); to++) {
                    reaches[from][to] |= reaches[from][via] && reaches[via][to];
                }
            }
        }
        return reaches;
    }
}
