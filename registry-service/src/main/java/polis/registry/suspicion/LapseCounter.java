package polis.registry.suspicion;

import java.util.Arrays;

/**
 * How many leases lapsed anew in each of the last seconds. Of times longer than {@link #LONGEST} it tells that long.
 */
final class LapseCounter {

    static final int LONGEST = 600;

    private final int[] counts = new int[LONGEST];
    private long newest = Long.MIN_VALUE;

    void add(int anew, long nowMillis) {
        long second = Math.floorDiv(nowMillis, 1000L);
        if (second < newest || newest == Long.MIN_VALUE || second - newest >= LONGEST) {
            // The first ones, the first for long, or the clock was set back.
            Arrays.fill(counts, 0);
        } else {
            for (long passed = newest + 1; passed <= second; passed++) {
                counts[slot(passed)] = 0;
            }
        }
        newest = second;
        counts[slot(second)] += anew;
    }

    int within(long millis, long nowMillis) {
        if (newest == Long.MIN_VALUE) {
            return 0;
        }
        long first = Math.max(Math.floorDiv(nowMillis - millis, 1000L) + 1, newest - LONGEST + 1);
        int sum = 0;
        for (long second = first; second <= newest; second++) {
            sum += counts[slot(second)];
        }
        return sum;
    }

    private static int slot(long second) {
        return Math.floorMod(second, LONGEST);
    }
}
