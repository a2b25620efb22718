package polis.dependencymap.cycle;

import java.util.List;
import polis.dependencymap.graph.Graph;

/**
 * The graph in which cycles are sought, with what makes one edge dearer to cut than another.
 *
 * @param nodes by the numbers of the graph's nodes
 * @param edges by the numbers of the graph's edges
 */
public record Network(Graph graph, List<Node> nodes, List<EdgeUse> edges) {

    /**
     * A node.
     *
     * @param stop whether it is no destination when depth is counted: a topic
     * @param channel whether messages go through it and nobody works there: a topic or a broker
     */
    public record Node(String name, boolean stop, boolean channel) {}

    /**
     * How an edge is used.
     *
     * @param inverted whether somebody vital waits for somebody less vital
     * @param crossesOwners whether its ends are known to belong to two teams
     */
    public record EdgeUse(boolean asynchronous, double callsPerMinute, boolean inverted, boolean crossesOwners) {}

    String name(int node) {
        return nodes.get(node).name();
    }

    boolean isChannel(int node) {
        return nodes.get(node).channel();
    }

    boolean[] stops() {
        boolean[] stops = new boolean[nodes.size()];
        for (int i = 0; i < stops.length; i++) {
            stops[i] = nodes.get(i).stop();
        }
        return stops;
    }
}
