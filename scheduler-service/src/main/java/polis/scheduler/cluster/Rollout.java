package polis.scheduler.cluster;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Operation.Direction;

/** A revision on its way into force, or back. */
public record Rollout(Operation operation, List<RolloutStep> steps) {

    public Direction direction() {
        return operation.direction();
    }

    /** The service because of which it goes back. */
    public @Nullable String failedService() {
        return operation.service();
    }

    public Optional<RolloutStep> step(String service) {
        return steps.stream().filter(step -> step.service().equals(service)).findFirst();
    }

    /** What the rollout brings the service to; null for a service that it removes or leaves alone. */
    public @Nullable ServiceTarget next(String service) {
        return step(service).map(RolloutStep::next).orElse(null);
    }
}
