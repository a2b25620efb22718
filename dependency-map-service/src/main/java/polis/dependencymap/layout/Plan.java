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

    /** A band across the whole width, and the ground it has for the next time. */
    public record District(String name, int y, int height, Ground ground) {}

    /**
     * The room that a district was given, used or not.
     *
     * @param lanes rows of stops
     * @param rows rows of buildings
     */
    public record Ground(String district, int lanes, int rows) {

        private static final Ground NONE = new Ground("", 0, 0);

        static Ground none() {
            return NONE;
        }

        /** The same, or one with room to spare where this one does not suffice. */
        Ground holding(String name, int neededLanes, int neededRows) {
            // A lane is there before the first stop is, so that it moves no building.
            int firstLanes = Math.max(1, neededLanes);
            return new Ground(name, lanes == 0 ? firstLanes : neededLanes <= lanes ? lanes : roomy(neededLanes),
                    neededRows <= rows ? rows : roomy(neededRows));
        }

        private static int roomy(int needed) {
            return needed + Math.max(1, needed / 4);
        }
    }
}
