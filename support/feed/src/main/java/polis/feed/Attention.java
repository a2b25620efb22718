package polis.feed;

import java.time.Duration;

/**
 * Since when this process has looked on without a break. Whoever judges others by what did not happen counts from there: while
 * we were stopped or starved it may have happened, and waits to be seen.
 */
final class Attention {

    private final long longestPause;
    private long lookedAt;
    private volatile long since;

    /** @param longestPause between two looks that is no break */
    Attention(Duration longestPause, long now) {
        this.longestPause = longestPause.toNanos();
        this.lookedAt = now;
        this.since = now;
    }

    /** Said at each look, by one thread. */
    void look(long now) {
        if (now - lookedAt > longestPause) {
            since = now;
        }
        lookedAt = now;
    }

    /** How long it has been since then, as far as we looked on. */
    long elapsed(long then, long now) {
        long began = since;
        return now - (then - began > 0 ? then : began);
    }
}
