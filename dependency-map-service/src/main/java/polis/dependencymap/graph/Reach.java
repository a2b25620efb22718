package polis.dependencymap.graph;

import java.util.Arrays;

/**
 * How many nodes can be reached from each, along and against the edges. Sets of nodes are passed on from component to
 * component as bits, a block of nodes at a time: twenty thousand services take megabytes and no more.
 */
public final class Reach {

    private static final int BLOCK_WORDS = 64;

    private final int[] callees;
    private final int[] callers;

    private Reach(int[] callees, int[] callers) {
        this.callees = callees;
        this.callers = callers;
    }

    /**
     * Counts.
     *
     * @param counted the nodes that count; through the others one can go as well
     */
    public static Reach of(Graph graph, Components components, boolean[] counted) {
        int[] inOrder = Order.byComponentAscending(graph, components);
        return new Reach(count(graph, components, counted, inOrder, true),
                count(graph, components, counted, inOrder, false));
    }

    /** Returns the others that the node calls, directly or through others. */
    public int callees(int node) {
        return callees[node];
    }

    /** Returns the others that call the node, directly or through others. */
    public int callers(int node) {
        return callers[node];
    }

    private static int[] count(Graph graph, Components components, boolean[] counted, int[] inOrder, boolean along) {
        int nodes = graph.nodes();
        int[] sums = new int[components.count()];
        long[][] reached = new long[components.count()][BLOCK_WORDS];
        for (int block = 0; block < nodes; block += 64 * BLOCK_WORDS) {
            for (long[] bits : reached) {
                Arrays.fill(bits, 0);
            }
            for (int node = block; node < Math.min(nodes, block + 64 * BLOCK_WORDS); node++) {
                if (counted[node]) {
                    reached[components.of(node)][(node - block) >> 6] |= 1L << node;
                }
            }
            // Those called have lower numbers than their callers: each passes on what it has wholly got.
            for (int i = 0; i < nodes; i++) {
                int node = inOrder[along ? i : nodes - 1 - i];
                int degree = along ? graph.outDegree(node) : graph.inDegree(node);
                for (int k = 0; k < degree; k++) {
                    int other = along ? graph.to(graph.outEdge(node, k)) : graph.from(graph.inEdge(node, k));
                    if (components.of(node) != components.of(other)) {
                        take(reached[components.of(node)], reached[components.of(other)]);
                    }
                }
            }
            for (int component = 0; component < sums.length; component++) {
                for (long word : reached[component]) {
                    sums[component] += Long.bitCount(word);
                }
            }
        }
        int[] others = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            others[node] = sums[components.of(node)] - (counted[node] ? 1 : 0);
        }
        return others;
    }

    private static void take(long[] into, long[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] |= from[i];
        }
    }
}
