package polis.scheduler.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is being done, or was done, and why.
 *
 * @param service the one that is healed, or because of which a revision is taken back
 */
public record Operation(long seq, Kind kind, long revision, @Nullable Long previousRevision, Direction direction,
        @Nullable String service, @Nullable String reason, Instant startedAt) {

    public String id() {
        return "op-" + seq;
    }

    /** APPLY brings about a revision; HEAL brings back what was lost. */
    public enum Kind {
        APPLY, HEAL
    }

    /** Where a rollout is going. */
    public enum Direction {
        FORWARD, BACK
    }

    /** How an operation is going, or how it ended. */
    public enum Status {
        RUNNING, SUCCEEDED, ROLLED_BACK, FAILED
    }
}
