package polis.dependencymap.layout;

/**
 * A node to be placed.
 *
 * @param district the band that it belongs to
 * @param halfDepth twice its depth: its column
 * @param stop whether it is a stop on a road, such as a topic, and no building: it lies in the lane above the buildings
 */
public record House(String name, String district, int halfDepth, boolean stop) {}
