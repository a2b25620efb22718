package polis.scheduler.cluster;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an instance has come, and when it came there.
 *
 * @param times when what was done; what was not done yet is missing
 * @param replaceReason why the instance is to be replaced; null while it is not
 * @param endReason why it ended
 */
// ADR 88
public record Timeline(Phase phase, Map<Milestone, Instant> times, @Nullable String replaceReason,
        @Nullable String endReason) {

    /** What happens to an instance at most once. */
    public enum Milestone {
        /** The row was written. */
        INTENDED,
        /** Its process was started. */
        STARTED,
        /** It was healthy and registered. */
        RUN,
        /** The gateway was told to give it traffic. */
        OPENED,
        /** It began to be taken away. */
        WITHDRAWN,
        /** The gateway gives it no new requests. */
        PULLED,
        /** No request is under way any more. */
        IDLE,
        /** The registry's callers were told to forget it. */
        DEREGISTERED,
        /** It was asked to end. */
        STOPPING,
        /** It ended. */
        ENDED
    }

    public Timeline {
        times = Collections.unmodifiableMap(new EnumMap<>(times));
    }

    /** Begins with the intent. */
    public static Timeline intended(Instant at) {
        return new Timeline(Phase.INTENDED, Map.of(Milestone.INTENDED, at), null, null);
    }

    public Instant intendedAt() {
        return times.getOrDefault(Milestone.INTENDED, Instant.MIN);
    }

    /** Null while it has not happened. */
    public @Nullable Instant at(Milestone milestone) {
        return times.get(milestone);
    }

    public boolean has(Milestone milestone) {
        return times.containsKey(milestone);
    }
}
