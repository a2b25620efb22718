package polis.registry.hearing;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import polis.registry.suspicion.Hearing;

/** The hearing of this process. */
public final class OwnHearing {

    private final InstantSource clock;
    private final Hearing hearing;

    /** @param share of the leases that may lapse anew within one lease */
    public OwnHearing(double share, InstantSource clock) {
        this.clock = clock;
        this.hearing = new Hearing(share, clock.millis());
    }

    /** It was bad until now. */
    public synchronized void bad(Hearing.Cause why) {
        hearing.bad(why, clock.millis());
    }

    /** So many leases lapsed that were no suspects before, of so many. */
    public synchronized void lapsed(int anew, int of) {
        hearing.lapsed(anew, of, clock.millis());
    }

    /** What was bad with it within the last {@code millis}; null where all was good. */
    public synchronized Hearing.@Nullable Cause badWithin(long millis) {
        return hearing.badWithin(millis, clock.millis());
    }
}
