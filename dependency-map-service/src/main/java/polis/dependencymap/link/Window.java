package polis.dependencymap.link;

import java.time.Duration;

/**
 * How long a trace is waited for.
 *
 * @param quiet time after a trace's latest span until what is still open in it is decided
 * @param longest time after a trace's first span until that happens at the latest
 * @param capacity spans that may be held; towards it the quiet time shrinks and decided traces are forgotten
 * @param atOnce calls after which no more traces are decided until those are taken
 */
public record Window(Duration quiet, Duration longest, int capacity, int atOnce) {

    public static final Window DEFAULT = new Window(Duration.ofSeconds(15), Duration.ofSeconds(60), 200_000, 200_000);

    /** Below half of the capacity all of the quiet time, then ever less of it, down to a second. */
    long quietMillis(int held) {
        double load = (double) held / capacity;
        double share = Math.clamp(2 * (1 - load), 0.0, 1.0);
        return Math.max(1_000, (long) (quiet.toMillis() * share));
    }

    boolean isTight(int held) {
        return held > capacity / 2;
    }
}
