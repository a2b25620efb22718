package polis.registry.selfcheck;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import polis.registry.suspicion.LocalHealth;

/** The local health of this process, for all threads. */
public final class LocalHealthMonitor {

    private final InstantSource clock;
    private final LocalHealth localHealth;

    /** @param share of the leases that may lapse anew within one lease */
    public LocalHealthMonitor(double share, InstantSource clock) {
        this.clock = clock;
        this.localHealth = new LocalHealth(share, clock.millis());
    }

    /** Records that it was degraded until now. */
    public synchronized void degraded(LocalHealth.Cause why) {
        localHealth.degraded(why, clock.millis());
    }

    /** Records how many leases lapsed that were no suspects before, of how many in all. */
    public synchronized void lapsed(int anew, int of) {
        localHealth.lapsed(anew, of, clock.millis());
    }

    /** Returns why it was degraded within the last {@code millis}; null where it was not. */
    public synchronized LocalHealth.@Nullable Cause degradedWithin(long millis) {
        return localHealth.degradedWithin(millis, clock.millis());
    }
}
