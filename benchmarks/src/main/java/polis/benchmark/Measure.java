package polis.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * Something that is measured once per round for us and for the peer. Less is better.
 *
 * @param name what is measured
 * @param unit its unit
 * @param goal the most that we allow ourselves, or null where only the ratio is of interest
 * @param ratioGoal how many times as much the peer has to need, or null where that is no goal
 */
public record Measure(String name, String unit, @Nullable Double goal, @Nullable Double ratioGoal) {

    /** Creates a measure whose goal, if it has one, does not depend on the peer. */
    public Measure(String name, String unit, @Nullable Double goal) {
        this(name, unit, goal, null);
    }

    /** Creates a measure whose goal is to need so many times less than the peer. */
    public static Measure beside(String name, String unit, double ratio) {
        return new Measure(name, unit, null, ratio);
    }
}
