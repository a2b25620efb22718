package polis.dependencymap.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The longest chain of calls through every node, cycles condensed. An edge to or from a topic is half a step. */
public final class Chains {

    private static final int NONE = -1;

    private final Graph graph;
    private final Components components;
    /** Per component, in half steps: the longest way to it and from it, and the edge by which that comes or goes. */
    private final int[] before;
    private final int[] after;
    private final int[] edgeIn;
    private final int[] edgeOut;

    private Chains(Graph graph, Components components) {
        this.graph = graph;
        this.components = components;
        this.before = new int[components.count()];
        this.after = new int[components.count()];
        this.edgeIn = new int[components.count()];
        this.edgeOut = new int[components.count()];
        Arrays.fill(edgeIn, NONE);
        Arrays.fill(edgeOut, NONE);
    }

    public static Chains of(Graph graph, Components components, boolean[] stop) {
        var chains = new Chains(graph, components);
        int[] inOrder = Order.byComponentAscending(graph, components);
        for (int node : inOrder) {
            chains.measureAfter(node, stop);
        }
        for (int i = inOrder.length - 1; i >= 0; i--) {
            chains.measureBefore(inOrder[i], stop);
        }
        return chains;
    }

    private void measureAfter(int node, boolean[] stop) {
        int component = components.of(node);
        for (int i = 0; i < graph.outDegree(node); i++) {
            int edge = graph.outEdge(node, i);
            int other = components.of(graph.to(edge));
            int length = after[other] + halves(edge, stop);
            if (other != component && length > after[component]) {
                after[component] = length;
                edgeOut[component] = edge;
            }
        }
    }

    private void measureBefore(int node, boolean[] stop) {
        int component = components.of(node);
        for (int i = 0; i < graph.inDegree(node); i++) {
            int edge = graph.inEdge(node, i);
            int other = components.of(graph.from(edge));
            int length = before[other] + halves(edge, stop);
            if (other != component && length > before[component]) {
                before[component] = length;
                edgeIn[component] = edge;
            }
        }
    }

    private int halves(int edge, boolean[] stop) {
        boolean out = stop[graph.from(edge)];
        boolean in = stop[graph.to(edge)];
        return out && in ? 0 : out || in ? 1 : 2;
    }

    /** Returns its length in whole steps. */
    public int length(int node) {
        int component = components.of(node);
        return (before[component] + after[component]) / 2;
    }

    /** Returns the nodes along it; of a cycle on the way the one where it is entered and the one where it is left. */
    public List<Integer> through(int node) {
        List<Integer> path = new ArrayList<>();
        int at = node;
        for (int edge = edgeIn[components.of(at)]; edge != NONE; edge = edgeIn[components.of(at)]) {
            addUnlessLast(path, graph.to(edge) == at ? NONE : graph.to(edge));
            at = graph.from(edge);
            path.add(at);
        }
        Collections.reverse(path);
        addUnlessLast(path, node);
        at = node;
        for (int edge = edgeOut[components.of(at)]; edge != NONE; edge = edgeOut[components.of(at)]) {
            addUnlessLast(path, graph.from(edge));
            at = graph.to(edge);
            path.add(at);
        }
        return path;
    }

    private static void addUnlessLast(List<Integer> path, int node) {
        if (node != NONE && (path.isEmpty() || path.getLast() != node)) {
            path.add(node);
        }
    }
}
