package polis.cli.stack;

import java.time.Duration;

/** Waits twice as long after each failure in a row, up to half a minute; a minute of life forgives all of them. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

    private int failures;
    private boolean down;
    private long dueAt;
    private long aliveSince = System.nanoTime();

    /** The process has been seen alive. */
    void alive() {
        if (failures > 0 && System.nanoTime() - aliveSince > FORGIVEN_AFTER.toNanos()) {
            failures = 0;
        }
    }

    /** Returns whether the death has not been counted yet. */
    boolean isNew() {
        return !down;
    }

    /** Counts a failure and returns the wait before the next attempt. */
    Duration fail() {
        down = true;
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, 10));
        failures++;
        if (wait.compareTo(LONGEST) > 0) {
            wait = LONGEST;
        }
        dueAt = System.nanoTime() + wait.toNanos();
        return wait;
    }

    boolean isDue() {
        return down && System.nanoTime() - dueAt >= 0;
    }

    void started() {
        down = false;
        aliveSince = System.nanoTime();
    }
}
