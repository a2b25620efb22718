package polis.registry.suspicion;

import org.jspecify.annotations.Nullable;

// ADR 81
/**
 * Whether this process receives the renewals that its clients send. A missed renewal counts against a lease only if
 * this process was healthy for as long as the lease lasts: nothing of ours was late, and not too many leases lapsed at
 * once. It is what Lifeguard (Dadgar, Phillips, Currey, 2018) calls local health awareness. Not safe for threads.
 */
public final class LocalHealth {

    /** With fewer leases a share tells nothing: one that lapses alone has lapsed by itself. */
    private static final int ALONE = 1;

    /** Why it is degraded. */
    public enum Cause {
        /** The port is not open yet, so that no request can come. */
        STARTING,
        /** The look for lapsed leases came late: the process or its machine stood still, or the clock was set. */
        LATE_TICK,
        /** A request to the own port waited too long to be accepted and served. */
        LATE_REQUEST,
        /**
         * Too large a share of the leases lapsed anew: more likely this process is at fault than all those instances.
         */
        MANY_LAPSES
    }

    private final double share;
    private final LapseCounter lapses = new LapseCounter();
    private Cause cause = Cause.STARTING;
    private long degradedAt;
    private int leases;

    /**
     * Begins degraded.
     *
     * @param share of the leases that may lapse anew within one lease
     */
    public LocalHealth(double share, long nowMillis) {
        this.share = share;
        this.degradedAt = nowMillis;
    }

    /** Records that it was degraded until now. */
    public void degraded(Cause why, long nowMillis) {
        cause = why;
        degradedAt = nowMillis;
    }

    /**
     * Records leases that lapsed and were no suspects before.
     *
     * @param of how many leases there are
     */
    public void lapsed(int anew, int of, long nowMillis) {
        lapses.add(anew, nowMillis);
        leases = of;
    }

    /** Returns why it was degraded at some time within the last {@code millis}; null where it was not. */
    public @Nullable Cause degradedWithin(long millis, long nowMillis) {
        // A clock that was set back is no proof of good local health.
        if (nowMillis - degradedAt <= millis || nowMillis < degradedAt) {
            return cause;
        }
        int anew = lapses.within(millis, nowMillis);
        return anew > ALONE && anew > share * leases ? Cause.MANY_LAPSES : null;
    }
}
