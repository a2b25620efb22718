package polis.registry.liveness;

import org.jspecify.annotations.Nullable;
import polis.registry.eureka.Lapse;
import polis.registry.suspicion.Reply;

/** An instance whose lease lapsed, and what came of asking it. Belongs to the watch's thread, {@link #busy} aside. */
final class Suspect {

    private static final long SOON = 1_000;
    private static final long LATER = 5_000;

    private final Lapse lapse;
    private final long awakeAt;
    private long askAt;
    private @Nullable Reply last;
    private volatile boolean busy;

    /** @param awakeAt the time in which this process ran, until now */
    Suspect(Lapse lapse, long awakeAt) {
        this.lapse = lapse;
        this.awakeAt = awakeAt;
        this.askAt = Long.MIN_VALUE;
    }

    Lapse lapse() {
        return lapse;
    }

    long awakeAt() {
        return awakeAt;
    }

    /** What it said last; null before the first reply. */
    @Nullable
    Reply last() {
        return last;
    }

    long askAt() {
        return askAt;
    }

    /** Asked again often enough that it does not outlive its lease much once it is dead. */
    void replied(Reply reply, long nowMillis) {
        last = reply;
        askAt = nowMillis + Math.clamp(lapse.millis() / 2, SOON, LATER);
    }

    void asked() {
        askAt = Long.MAX_VALUE;
    }

    boolean busy() {
        return busy;
    }

    void busy(boolean now) {
        busy = now;
    }
}
