package polis.clock;

import java.time.Duration;

/**
 * The time in which this process looked on, in nanoseconds. Whoever judges others by what did not happen counts in it:
 * while we were stopped or starved it may have happened, and waits in sockets and queues to be heard. So the time
 * stands still during a break, and for a respite after that.
 *
 * <p>A break counts for the longest pause once its respite is over, so that who is stopped again and again still
 * decides.
 *
 * <p>One thread looks; any may read what it saw.
 */
public final class Attention {

    private final long longestPause;
    private final long respite;
    private volatile long lookedOn;
    private long lookedAt;
    private boolean resting;
    private long restsUntil;

    /**
     * Begins to look on.
     *
     * @param longestPause between two looks that is no break
     * @param respite in which what was sent during a break is heard
     * @param now in nanoseconds, as of {@link System#nanoTime()}
     */
    public Attention(Duration longestPause, Duration respite, long now) {
        this.longestPause = longestPause.toNanos();
        this.respite = respite.toNanos();
        this.lookedAt = now;
    }

    /** To be called at each look, with the time as of {@link System#nanoTime()}; returns {@link #lookedOn()}. */
    public long look(long now) {
        long pause = now - lookedAt;
        lookedAt = now;
        boolean broken = pause > longestPause;
        long counted = lookedOn;
        if (!resting) {
            counted += broken ? 0 : pause;
            rest(broken, now);
        } else if (now - restsUntil >= 0) {
            counted += longestPause;
            rest(broken, now);
        }
        lookedOn = counted;
        return counted;
    }

    /**
     * How long we had looked on at the last look, in nanoseconds. The difference of two is what counts against others.
     */
    public long lookedOn() {
        return lookedOn;
    }

    private void rest(boolean broken, long now) {
        resting = broken;
        restsUntil = now + respite;
    }
}
