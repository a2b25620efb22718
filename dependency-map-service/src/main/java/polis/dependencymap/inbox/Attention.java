package polis.dependencymap.inbox;

import java.time.Duration;

/**
 * The time in which this process listened, in nanoseconds. It stands still while the process does, and for a respite after
 * that: what was sent meanwhile waits in sockets and queues, and has to be heard before anything is said to be missing.
 *
 * <p>A break counts for the longest pause once its respite is over, so that who is stopped again and again still decides.
 */
final class Attention {

    private final long longestPause;
    private final long respite;
    private long lookedAt;
    private long listened;
    private boolean resting;
    private long restsUntil;

    /**
     * Begins to listen.
     *
     * @param longestPause between two looks that is no break
     */
    Attention(Duration longestPause, Duration respite, long now) {
        this.longestPause = longestPause.toNanos();
        this.respite = respite.toNanos();
        this.lookedAt = now;
    }

    /** Returns how long we have listened. To be called at each look. */
    long look(long now) {
        long pause = now - lookedAt;
        lookedAt = now;
        boolean broken = pause > longestPause;
        if (!resting) {
            listened += broken ? 0 : pause;
            rest(broken, now);
        } else if (now - restsUntil >= 0) {
            listened += longestPause;
            rest(broken, now);
        }
        return listened;
    }

    private void rest(boolean broken, long now) {
        resting = broken;
        restsUntil = now + respite;
    }
}
