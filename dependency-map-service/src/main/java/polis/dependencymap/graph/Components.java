package polis.dependencymap.graph;

import java.util.Arrays;

/**
 * The strongly connected components of a graph, numbered so that every edge between two of them leads from a higher
 * number to a lower one. Tarjan's algorithm (Depth-first search and linear graph algorithms, 1972) with a stack of its
 * own: a call chain of ten thousand services must not overflow the thread's.
 */
public final class Components {

    private final int[] componentOf;
    private final int[] size;

    private Components(int[] componentOf, int count) {
        this.componentOf = componentOf;
        this.size = new int[count];
        for (int component : componentOf) {
            size[component]++;
        }
    }

    public static Components of(Graph graph) {
        return new Search(graph).run();
    }

    public int count() {
        return size.length;
    }

    public int of(int node) {
        return componentOf[node];
    }

    /** Returns whether its nodes lie on cycles. A node that merely calls itself is no cycle between services. */
    public boolean isCycle(int component) {
        return size[component] > 1;
    }

    public boolean isWithin(Graph graph, int edge) {
        int component = componentOf[graph.from(edge)];
        return component == componentOf[graph.to(edge)] && size[component] > 1;
    }

    /** Returns the nodes of a component in ascending order. */
    public int[] members(int component) {
        int[] members = new int[size[component]];
        int next = 0;
        for (int node = 0; node < componentOf.length; node++) {
            if (componentOf[node] == component) {
                members[next++] = node;
            }
        }
        return members;
    }

    private static final class Search {

        private static final int UNSEEN = -1;

        private final Graph graph;
        private final int[] order;
        private final int[] low;
        private final int[] nextEdge;
        private final int[] path;
        private final int[] open;
        private final int[] componentOf;
        private int seen;
        private int pathLength;
        private int openCount;
        private int components;

        Search(Graph graph) {
            int nodes = graph.nodes();
            this.graph = graph;
            this.order = new int[nodes];
            this.low = new int[nodes];
            this.nextEdge = new int[nodes];
            this.path = new int[nodes];
            this.open = new int[nodes];
            this.componentOf = new int[nodes];
            Arrays.fill(order, UNSEEN);
            Arrays.fill(componentOf, UNSEEN);
        }

        Components run() {
            for (int node = 0; node < graph.nodes(); node++) {
                if (order[node] == UNSEEN) {
                    enter(node);
                    while (pathLength > 0) {
                        step(path[pathLength - 1]);
                    }
                }
            }
            return new Components(componentOf, components);
        }

        private void enter(int node) {
            order[node] = seen;
            low[node] = seen++;
            path[pathLength++] = node;
            open[openCount++] = node;
        }

        private void step(int node) {
            if (nextEdge[node] < graph.outDegree(node)) {
                int next = graph.to(graph.outEdge(node, nextEdge[node]++));
                if (order[next] == UNSEEN) {
                    enter(next);
                } else if (componentOf[next] == UNSEEN) {
                    low[node] = Math.min(low[node], order[next]);
                }
                return;
            }
            pathLength--;
            if (pathLength > 0) {
                int parent = path[pathLength - 1];
                low[parent] = Math.min(low[parent], low[node]);
            }
            if (low[node] == order[node]) {
                close(node);
            }
        }

        private void close(int root) {
            int member;
            do {
                member = open[--openCount];
                componentOf[member] = components;
            } while (member != root);
            components++;
        }
    }
}
