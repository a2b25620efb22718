package polis.dependencymap.graph;

/** Nodes in the order of their components. */
final class Order {

    private Order() {}

    /** Returns those that are called before those that call them, members of a component together. */
    static int[] byComponentAscending(Graph graph, Components components) {
        int[] start = new int[components.count() + 1];
        for (int node = 0; node < graph.nodes(); node++) {
            start[components.of(node) + 1]++;
        }
        for (int i = 1; i < start.length; i++) {
            start[i] += start[i - 1];
        }
        int[] nodes = new int[graph.nodes()];
        for (int node = 0; node < graph.nodes(); node++) {
            nodes[start[components.of(node)]++] = node;
        }
        return nodes;
    }
}
