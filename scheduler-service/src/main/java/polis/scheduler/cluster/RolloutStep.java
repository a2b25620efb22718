package polis.scheduler.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Operation.Direction;

/**
 * One service's step in a rollout. Once begun it stays begun, whatever happens to the services before it: a service
 * never flaps between two versions.
 *
 * @param rank callees have lower ranks than their callers
 * @param previous what was desired before; null for a service that is new
 * @param next what is desired now; null for a service that is removed
 */
public record RolloutStep(String service, Change change, int rank, Progress progress, @Nullable ServiceTarget previous,
        @Nullable ServiceTarget next) {

    /** What a revision changes of a service. */
    public enum Change {
        ADDED, UPDATED, SCALED_OUT, SCALED_IN, REMOVED
    }

    /**
     * How far a step is.
     *
     * @param begunAt when the step forward began
     * @param backAt when the step back began
     * @param reverts goes back to the previous target when the rollout fails
     * @param announced the registry has been told of the transition in the present direction
     */
    public record Progress(@Nullable Instant begunAt, @Nullable Instant backAt, boolean reverts, boolean announced) {}

    public @Nullable ServiceTarget effective(Direction direction) {
        boolean forward = forwardBegun()
                && (direction == Direction.FORWARD || !progress.reverts() || progress.backAt() == null);
        return forward ? next : previous;
    }

    /** The step forward has begun. */
    public boolean forwardBegun() {
        return progress.begunAt() != null;
    }

    /** When the step in this direction began; null while it has not. */
    public @Nullable Instant begunAt(Direction direction) {
        return direction == Direction.BACK && progress.reverts() ? progress.backAt() : progress.begunAt();
    }

    public boolean begun(Direction direction) {
        return begunAt(direction) != null;
    }

    /** The rollout has something to do with the service in this direction. */
    public boolean concerned(Direction direction) {
        return direction == Direction.FORWARD || progress.reverts();
    }
}
