package polis.peer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** When the copy of a peer's state was last known to be true. */
public final class Freshness {

    private final InstantSource clock;
    private final Duration staleAfter;
    private volatile @Nullable Instant confirmedAt;

    public Freshness(InstantSource clock, Duration staleAfter) {
        this.clock = clock;
        this.staleAfter = staleAfter;
    }

    public void confirm() {
        confirmedAt = clock.instant();
    }

    /** Sets it back to what was remembered from before a restart. */
    public void restore(Instant confirmedAt) {
        this.confirmedAt = confirmedAt;
    }

    /** Null when the peer has never answered. */
    public @Nullable Instant confirmedAt() {
        return confirmedAt;
    }

    /** Null when the peer has never answered. */
    public @Nullable Duration age() {
        Instant confirmed = confirmedAt;
        return confirmed == null ? null : Duration.between(confirmed, clock.instant());
    }

    public boolean stale() {
        Duration age = age();
        return age == null || age.compareTo(staleAfter) > 0;
    }
}
