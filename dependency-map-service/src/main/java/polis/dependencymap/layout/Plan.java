package polis.dependencymap.layout;

import java.util.List;
import java.util.Map;

/**
 * The city drawn on a plane, in pixels, x to the right and y downwards.
 *
 * @param places by the names of the houses
 * @param districts from top to bottom
 */
public record Plan(Map<String, Place> places, List<District> districts, int width, int height) {

    /** The centre of a house, and its row for the next time. */
    public record Place(int x, int y, Spot spot) {}

    /** A band across the whole width. */
    public record District(String name, int y, int height) {}
}
