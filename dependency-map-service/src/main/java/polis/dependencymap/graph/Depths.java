package polis.dependencymap.graph;

/**
 * How deep every node lies: the longest way to it from any node that nobody calls, cycles condensed to one node.
 * Measured in half steps, so that a topic can lie between the services that it connects: into or out of a stop it is
 * half a step.
 */
public final class Depths {

    private final int[] halves;

    private Depths(int[] halves) {
        this.halves = halves;
    }

    /** Depths in a graph of which some nodes are stops on an edge and no destinations. */
    public static Depths of(Graph graph, Components components, boolean[] stop) {
        int[] depth = new int[components.count()];
        int[] inOrder = Order.byComponentAscending(graph, components);
        boolean[] settled = new boolean[components.count()];
        for (int i = inOrder.length - 1; i >= 0; i--) {
            int component = components.of(inOrder[i]);
            if (!settled[component]) {
                // Callers have higher numbers than those they call: here nothing can make it deeper any more.
                settled[component] = true;
                depth[component] += components.isCycle(component) ? depth[component] % 2 : 0;
            }
            pass(graph, components, stop, inOrder[i], depth);
        }
        int[] halves = new int[graph.nodes()];
        for (int node = 0; node < halves.length; node++) {
            int component = components.of(node);
            halves[node] = depth[component] + (stop[node] && components.isCycle(component) ? 1 : 0);
        }
        return new Depths(halves);
    }

    private static void pass(Graph graph, Components components, boolean[] stop, int node, int[] depth) {
        int component = components.of(node);
        for (int i = 0; i < graph.outDegree(node); i++) {
            int to = graph.to(graph.outEdge(node, i));
            int next = components.of(to);
            if (next != component) {
                int start = depth[component] + (stop[node] && components.isCycle(component) ? 1 : 0);
                int length = stop[node] ? (stop[to] ? 0 : 1) : (stop[to] ? 1 : 2);
                depth[next] = Math.max(depth[next], start + length);
            }
        }
    }

    /** Twice the depth. */
    public int halves(int node) {
        return halves[node];
    }

    /** Whole steps; a stop is as deep as who leads to it. */
    public int of(int node) {
        return halves[node] / 2;
    }

    public int max() {
        int max = 0;
        for (int half : halves) {
            max = Math.max(max, half / 2);
        }
        return max;
    }
}
