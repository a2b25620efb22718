package polis.dependencymap.layout;

import java.util.List;
import java.util.Map;

/**
 * The map laid out on a plane, in pixels, x to the right and y downwards.
 *
 * @param placements by the names of the nodes
 * @param districts from top to bottom
 */
public record Plan(Map<String, Placement> placements, List<District> districts, int width, int height) {

    /** The centre of a node, and its row for the next time. */
    public record Placement(int x, int y, Slot slot) {}

    /** A band across the whole width, and its size for the next time. */
    public record District(String name, int y, int height, DistrictSize size) {}

    /**
     * The room that a district was given, used or not.
     *
     * @param lanes rows of stops
     * @param rows rows of nodes
     */
    public record DistrictSize(String district, int lanes, int rows) {

        private static final DistrictSize NONE = new DistrictSize("", 0, 0);

        static DistrictSize none() {
            return NONE;
        }

        /** Returns the same, or one with room to spare where this one does not suffice. */
        DistrictSize holding(String name, int neededLanes, int neededRows) {
            // A lane is there before the first stop is, so that it moves no node.
            int firstLanes = Math.max(1, neededLanes);
            return new DistrictSize(name, lanes == 0 ? firstLanes : neededLanes <= lanes ? lanes : roomy(neededLanes),
                    neededRows <= rows ? rows : roomy(neededRows));
        }

        private static int roomy(int needed) {
            return needed + Math.max(1, needed / 4);
        }
    }
}
