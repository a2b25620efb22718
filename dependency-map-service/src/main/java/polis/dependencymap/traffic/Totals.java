package polis.dependencymap.traffic;

import java.util.Map;

/**
 * The traffic of a time range.
 *
 * @param services what each service worked on
 * @param firstMinute the first minute with any traffic, or -1 if there was none
 * @param cut what is left out
 */
public record Totals(Map<EdgeKey, Load> edges, Map<Node, Load> services, int firstMinute, Cut cut) {

    /** All there is. */
    public Totals(Map<EdgeKey, Load> edges, Map<Node, Load> services, int firstMinute) {
        this(edges, services, firstMinute, Cut.NONE);
    }
}
