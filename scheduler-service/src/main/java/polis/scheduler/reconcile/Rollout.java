package polis.scheduler.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A revision on its way to the city, or back.
 *
 * @param culprit the service because of which it goes back
 */
public record Rollout(String operation, Direction direction, Instant startedAt, List<Turn> turns,
        @Nullable String culprit) {

    Optional<Turn> turn(String service) {
        return turns.stream().filter(turn -> turn.service().equals(service)).findFirst();
    }

    /** Where a rollout is going. */
    public enum Direction {
        FORWARD, BACK
    }

    /** What a revision changes of a service. */
    public enum Change {
        ADDED, UPDATED, SCALED_OUT, SCALED_IN, REMOVED
    }

    /**
     * One service's turn in a rollout. Once begun it stays begun, whatever happens to the services before it: a service
     * never flaps between two versions.
     *
     * @param previous what was wanted before; null for a service that is new
     * @param next what is wanted now; null for a service that is removed
     * @param rank callees have lower ranks than their callers
     * @param begunAt when the turn forward began
     * @param backAt when the turn back began
     * @param reverts goes back to {@code previous} when the rollout fails
     * @param announced the registry has been told of the transition in the present direction
     */
    public record Turn(String service, Change change, @Nullable Goal previous, @Nullable Goal next, int rank,
            @Nullable Instant begunAt, @Nullable Instant backAt, boolean reverts, boolean announced) {

        @Nullable
        Goal effective(Direction direction) {
            boolean forward = begunAt != null && (direction == Direction.FORWARD || !reverts || backAt == null);
            return forward ? next : previous;
        }

        boolean begun(Direction direction) {
            return (direction == Direction.BACK && reverts) ? backAt != null : begunAt != null;
        }
    }
}
