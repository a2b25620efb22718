package polis.registry.suspicion;

import org.jspecify.annotations.Nullable;

/**
 * Whether this process hears the renewals that its clients send. Silence counts against a lease only where the hearing
 * was good for as long as the lease lasts: so long nothing of ours was late, and not too many others fell silent. Not
 * safe for threads.
 */
public final class Hearing {

    /** Of a few leases a share tells nothing: one that lapses alone has lapsed by itself. */
    private static final int ALONE = 1;

    /** Why it is bad. */
    public enum Cause {
        /** The port is not open yet, so that nobody can be heard. */
        STARTING,
        /** The look for lapsed leases came late: the process or its machine stood still, or the clock was set. */
        LATE_TICK,
        /** A request to the own port waited too long to be accepted and served. */
        LATE_REQUEST,
        /**
         * Too large a share of the leases lapsed anew: more likely the one ear is deaf than all those mouths are dumb.
         */
        MANY_LAPSES
    }

    private final double share;
    private final Lapses lapses = new Lapses();
    private Cause cause = Cause.STARTING;
    private long badAt;
    private int leases;

    /**
     * Begins bad.
     *
     * @param share of the leases that may lapse anew within one lease
     */
    public Hearing(double share, long nowMillis) {
        this.share = share;
        this.badAt = nowMillis;
    }

    /** It was bad until now. */
    public void bad(Cause why, long nowMillis) {
        cause = why;
        badAt = nowMillis;
    }

    /**
     * Leases lapsed that were no suspects before.
     *
     * @param of how many leases there are
     */
    public void lapsed(int anew, int of, long nowMillis) {
        lapses.add(anew, nowMillis);
        leases = of;
    }

    /** What was bad at some time within the last {@code millis}; null where all was good. */
    public @Nullable Cause badWithin(long millis, long nowMillis) {
        // A clock that was set back is no proof of good hearing.
        if (nowMillis - badAt <= millis || nowMillis < badAt) {
            return cause;
        }
        int anew = lapses.within(millis, nowMillis);
        return anew > ALONE && anew > share * leases ? Cause.MANY_LAPSES : null;
    }
}
