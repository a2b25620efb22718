package polis.gateway.upstream;

import java.util.concurrent.atomic.AtomicBoolean;

/** Counts as in flight at an instance until it is released. */
public final class ConnectionSlot {

    private final UpstreamInstance instance;
    private final AtomicBoolean released = new AtomicBoolean();

    ConnectionSlot(UpstreamInstance instance) {
        this.instance = instance;
    }

    public UpstreamInstance instance() {
        return instance;
    }

    /** Gives the slot back; returns whether it was held until now. */
    public boolean release() {
        boolean held = released.compareAndSet(false, true);
        if (held) {
            instance.release();
        }
        return held;
    }
}
