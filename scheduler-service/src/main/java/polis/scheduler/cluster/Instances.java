package polis.scheduler.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is written down of instances. Each change does nothing when it was made before. */
public interface Instances {

    /** Writes the intent down. Nothing may be started for an instance that is not written down. */
    void intend(Instance instance);

    /** Those that have not ended. */
    List<Instance> living();

    /** Those that are about, and those that ended in the last while, of which the registry may not know yet. */
    List<Instance> present(Instant endedAfter);

    Optional<Instance> find(String id);

    /** As it is now: the state that a command was decided on may be a little older. */
    default Instance get(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("No instance " + id));
    }

    List<Integer> portsTaken(String node);

    void started(String id, RunningProcess process, Instant at);

    /** Moves on from exactly that phase, and returns whether it was in it. */
    boolean advance(String id, Phase from, Phase to, Instant at);

    void markForReplacement(String id, String reason);

    /** Returns whether it was up until now. */
    boolean withdraw(String id, @Nullable Long operation, Instant at);

    /** Returns whether it was not asked to end before. */
    boolean stop(String id, @Nullable Long operation, Instant at);

    void opened(String id, Instant at);

    /** Notes that no new traffic comes; when {@code idle}, no request is under way any more either. */
    void pulled(String id, boolean idle, Instant at);

    void deregistered(String id, Instant at);

    /** Returns whether its end was not known before. */
    boolean recordExit(String id, String reason, Instant at);

    /** Forgets those that ended long ago. */
    void forget(Instant endedBefore);
}
