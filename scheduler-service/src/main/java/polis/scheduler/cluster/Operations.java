package polis.scheduler.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.Operation.Kind;
import polis.scheduler.cluster.Operation.Status;
import polis.scheduler.cluster.RolloutStep.Change;

/** What is written down of operations and of their rollout steps. */
public interface Operations {

    /**
     * Opens an operation that brings about a revision, and returns its number.
     *
     * @param ranks the services, in the order in which they are taken
     * @param cycles those that call each other
     */
    long openApply(long revision, @Nullable Long previous, List<List<String>> ranks, List<List<String>> cycles,
            Instant at);

    /** Opens an operation that brings back what was lost, and returns its number. */
    long openHeal(long revision, String service, String reason, Instant at);

    void addRolloutStep(long operation, String service, Change change, int rank, @Nullable Instant begunAt);

    void beginStep(long operation, String service, Direction direction, Instant at);

    /** The registry has been told that the service is in transition. */
    void announced(long operation, String service, Direction direction);

    /** Turns the rollout round: only one service goes back, or all of them when {@code only} is null. */
    void turnBack(long operation, String failedService, @Nullable String only, String reason);

    void end(long operation, Status status, @Nullable String reason, Instant at);

    List<Operation> running();

    default Optional<Operation> runningApply() {
        return running().stream().filter(operation -> operation.kind() == Kind.APPLY).findFirst();
    }

    /** How the latest operation that applied the revision is going, or how it ended. */
    Optional<Status> latestApply(long revision);

    /** Services whose step forward has begun. */
    Set<String> begun(long operation);

    /** The operation's steps between the services that it comes from and those that it goes to. */
    List<RolloutStep> rolloutSteps(long operation, Map<String, ServiceTarget> previous,
            Map<String, ServiceTarget> next);
}
