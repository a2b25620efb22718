package polis.scheduler.operation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.scheduler.reconcile.Rollout.Direction;

/**
 * What is being done, or was done, and why.
 *
 * @param service the one that is healed, or because of which a revision was taken back
 * @param ranks the order of services, callees first
 * @param cycles groups of services that call each other and so have no order
 */
public record Operation(long seq, Kind kind, long revision, @Nullable Long previousRevision, @Nullable String service,
        Direction direction, Status status, @Nullable String reason, List<List<String>> ranks,
        List<List<String>> cycles, Instant startedAt, @Nullable Instant endedAt) {

    public String id() {
        return "op-" + seq;
    }

    boolean ended() {
        return status != Status.RUNNING;
    }

    /** APPLY brings a revision to the city; HEAL brings back what it has lost. */
    public enum Kind {
        APPLY, HEAL
    }

    /** How an operation stands or ended. */
    public enum Status {
        RUNNING, SUCCEEDED, ROLLED_BACK, FAILED
    }
}
