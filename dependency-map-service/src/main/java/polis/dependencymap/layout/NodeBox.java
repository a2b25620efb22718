package polis.dependencymap.layout;

/**
 * A node to be placed.
 *
 * @param district the band that it belongs to
 * @param halfDepth twice its depth: its column
 * @param stop whether it is a stop on an edge, such as a topic, and no node: it lies in the lane above the nodes
 */
public record NodeBox(String name, String district, int halfDepth, boolean stop) {}
