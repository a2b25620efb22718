package polis.dependencymap.cycle;

import java.util.List;
import polis.dependencymap.graph.Graph;

/**
 * The graph in which cycles are sought, with what makes one road dearer to cut than another.
 *
 * @param places by the numbers of the graph's nodes
 * @param roads by the numbers of the graph's edges
 */
public record Network(Graph graph, List<Place> places, List<RoadUse> roads) {

    /**
     * A node.
     *
     * @param stop whether it is no destination when depth is counted: a topic
     * @param channel whether messages go through it and nobody works there: a topic or a broker
     */
    public record Place(String name, boolean stop, boolean channel) {}

    /**
     * How a road is used.
     *
     * @param inverted whether somebody vital waits for somebody less vital
     * @param crossesOwners whether its ends are known to belong to two teams
     */
    public record RoadUse(boolean asynchronous, double callsPerMinute, boolean inverted, boolean crossesOwners) {}

    String name(int node) {
        return places.get(node).name();
    }

    boolean isChannel(int node) {
        return places.get(node).channel();
    }

    boolean[] stops() {
        boolean[] stops = new boolean[places.size()];
        for (int i = 0; i < stops.length; i++) {
            stops[i] = places.get(i).stop();
        }
        return stops;
    }
}
