package polis.registry.liveness;

import org.jspecify.annotations.Nullable;
import polis.registry.lease.LapsedLease;
import polis.registry.suspicion.ProbeResult;

/** An instance whose lease lapsed, and what its probes found. Belongs to the detector's thread, {@link #busy} aside. */
final class Suspect {

    private static final long SOON = 1_000;
    private static final long LATER = 5_000;

    private final LapsedLease lapse;
    private final long awakeAt;
    private long probeAt;
    private @Nullable ProbeResult last;
    private volatile boolean busy;

    /** @param awakeAt the time in which this process ran, until now */
    Suspect(LapsedLease lapse, long awakeAt) {
        this.lapse = lapse;
        this.awakeAt = awakeAt;
        this.probeAt = Long.MIN_VALUE;
    }

    LapsedLease lapse() {
        return lapse;
    }

    long awakeAt() {
        return awakeAt;
    }

    /** Returns the last result; null before the first. */
    @Nullable
    ProbeResult last() {
        return last;
    }

    long probeAt() {
        return probeAt;
    }

    /** Has it probed again often enough that it does not outlive its lease much once it is dead. */
    void probed(ProbeResult result, long nowMillis) {
        last = result;
        probeAt = nowMillis + Math.clamp(lapse.millis() / 2, SOON, LATER);
    }

    void started() {
        probeAt = Long.MAX_VALUE;
    }

    boolean busy() {
        return busy;
    }

    void busy(boolean now) {
        busy = now;
    }
}
