package polis.dependencymap.graph;

import java.util.Arrays;

/** A directed graph over the nodes 0 to n - 1. Edges keep their numbers; there may be loops and parallel edges. */
public final class Graph {

    private final int nodes;
    private final int[] from;
    private final int[] to;
    private final int[] outStart;
    private final int[] out;
    private final int[] inStart;
    private final int[] in;

    private Graph(int nodes, int[] from, int[] to) {
        this.nodes = nodes;
        this.from = from;
        this.to = to;
        this.outStart = starts(nodes, from);
        this.out = sorted(outStart, from);
        this.inStart = starts(nodes, to);
        this.in = sorted(inStart, to);
    }

    /** Returns the graph with an edge from {@code from[i]} to {@code to[i]} for every i. */
    public static Graph of(int nodes, int[] from, int[] to) {
        return new Graph(nodes, from.clone(), to.clone());
    }

    public int nodes() {
        return nodes;
    }

    public int edges() {
        return from.length;
    }

    public int from(int edge) {
        return from[edge];
    }

    public int to(int edge) {
        return to[edge];
    }

    public int outDegree(int node) {
        return outStart[node + 1] - outStart[node];
    }

    /** Returns the number of the i-th edge that leaves the node. */
    public int outEdge(int node, int i) {
        return out[outStart[node] + i];
    }

    public int inDegree(int node) {
        return inStart[node + 1] - inStart[node];
    }

    /** Returns the number of the i-th edge that enters the node. */
    public int inEdge(int node, int i) {
        return in[inStart[node] + i];
    }

    /** Returns how many other nodes it calls. */
    public int fanOut(int node) {
        return (int) Arrays.stream(out, outStart[node], outStart[node + 1]).map(edge -> to[edge])
                .filter(other -> other != node).distinct().count();
    }

    /** Returns how many other nodes call it. */
    public int fanIn(int node) {
        return (int) Arrays.stream(in, inStart[node], inStart[node + 1]).map(edge -> from[edge])
                .filter(other -> other != node).distinct().count();
    }

    /** Returns the same nodes without some edges, which changes the numbers of the others. */
    public Graph without(boolean[] cut) {
        int left = 0;
        int[] newFrom = new int[from.length];
        int[] newTo = new int[from.length];
        for (int edge = 0; edge < from.length; edge++) {
            if (!cut[edge]) {
                newFrom[left] = from[edge];
                newTo[left++] = to[edge];
            }
        }
        return new Graph(nodes, Arrays.copyOf(newFrom, left), Arrays.copyOf(newTo, left));
    }

    private static int[] starts(int nodes, int[] ends) {
        int[] starts = new int[nodes + 1];
        for (int end : ends) {
            starts[end + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            starts[node + 1] += starts[node];
        }
        return starts;
    }

    private static int[] sorted(int[] starts, int[] ends) {
        int[] next = starts.clone();
        int[] edges = new int[ends.length];
        for (int edge = 0; edge < ends.length; edge++) {
            edges[next[ends[edge]]++] = edge;
        }
        return edges;
    }
}
