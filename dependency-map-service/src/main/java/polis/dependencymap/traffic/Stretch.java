package polis.dependencymap.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a time range that is read at one resolution.
 *
 * @param first its first bucket, counted in the resolution
 * @param last the bucket after its last one
 */
record Stretch(Resolution resolution, int first, int last) {

    /**
     * What is known of one resolution's sums.
     *
     * @param from buckets before this one are deleted
     * @param until buckets from this one on are not summed up yet
     */
    record Kept(int from, int until) {}

    /**
     * Divides a range of minutes: whole days and hours by their sums as far as these are made, what is left at its ends
     * by the finer ones. An end for which the finer ones are deleted is widened to the whole hour or day.
     *
     * @param minutes from when on minutes are kept
     */
    static List<Stretch> of(int firstMinute, int lastMinute, int minutes, Kept hours, Kept days) {
        List<Stretch> stretches = new ArrayList<>();
        int firstHour = edge(firstMinute, 60, minutes);
        int lastHour = Math.clamp(end(lastMinute, 60, minutes), firstHour, Math.max(firstHour, hours.until()));
        add(stretches, Resolution.MINUTE, firstMinute, Math.min(lastMinute, firstHour * 60));
        int firstDay = edge(firstHour, 24, hours.from());
        int lastDay = Math.clamp(end(lastHour, 24, hours.from()), firstDay, Math.max(firstDay, days.until()));
        add(stretches, Resolution.HOUR, firstHour, Math.min(lastHour, firstDay * 24));
        add(stretches, Resolution.DAY, firstDay, lastDay);
        add(stretches, Resolution.HOUR, Math.max(firstHour, lastDay * 24), lastHour);
        add(stretches, Resolution.MINUTE, Math.max(firstMinute, lastHour * 60), lastMinute);
        return stretches;
    }

    /** Returns the first coarse bucket that is whole, or the one before it if its fine ones are deleted. */
    private static int edge(int first, int size, int keptFrom) {
        int floor = Math.floorDiv(first, size);
        boolean whole = floor * size == first;
        return whole || floor * size < keptFrom ? floor : floor + 1;
    }

    /** Returns the end of the coarse buckets: without the last, broken one unless its fine ones are deleted. */
    private static int end(int last, int size, int keptFrom) {
        int floor = Math.floorDiv(last, size);
        boolean whole = floor * size == last;
        return whole || floor * size >= keptFrom ? floor : floor + 1;
    }

    private static void add(List<Stretch> stretches, Resolution resolution, int first, int last) {
        if (first < last) {
            stretches.add(new Stretch(resolution, first, last));
        }
    }
}
