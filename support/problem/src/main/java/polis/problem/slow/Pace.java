package polis.problem.slow;

import java.time.Duration;

/**
 * How fast a client sends. Only the time counts in which we wanted to read and nothing was there: what waited in the
 * kernel while we were starved or stood still has come, and is read before anything is judged.
 */
final class Pace {

    /** Also who sent much at first does not stay silent for longer. */
    private static final long LONGEST_SILENCE = Duration.ofSeconds(20).toNanos();

    private final long grace;
    private final long bytesPerSecond;
    private long bytes;
    private long waited;
    private long since;
    private boolean waiting;

    Pace(Duration grace, long bytesPerSecond) {
        this.grace = grace.toNanos();
        this.bytesPerSecond = bytesPerSecond;
    }

    void came(int more, long now) {
        bytes += more;
        if (waiting) {
            waited += now - since;
            waiting = false;
        }
    }

    /** Nothing is there to be read. Returns whether that is too little by now. */
    boolean nothingCame(long now) {
        if (!waiting) {
            waiting = true;
            since = now;
        }
        return left(now) <= 0;
    }

    /** Nanoseconds for which nothing at all may come from now on. */
    long left(long now) {
        long silent = waiting ? now - since : 0;
        long earned = (long) (bytes * 1e9 / bytesPerSecond);
        return Math.min(Math.max(grace, earned) - waited - silent, LONGEST_SILENCE - silent);
    }
}
