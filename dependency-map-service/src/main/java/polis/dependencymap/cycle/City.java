package polis.dependencymap.cycle;

import java.util.List;
import polis.dependencymap.graph.Graph;

/**
 * The graph in which cycles are sought, with what makes one road dearer to cut than another.
 *
 * @param names of the nodes
 * @param stops the topics: stops on a road between services
 * @param roads by the numbers of the graph's edges
 */
public record City(Graph graph, List<String> names, List<Boolean> stops, List<RoadUse> roads) {

    /** How a road is used. */
    public record RoadUse(boolean asynchronous, double callsPerMinute) {}

    boolean[] stopArray() {
        boolean[] array = new boolean[stops.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = stops.get(i);
        }
        return array;
    }
}
