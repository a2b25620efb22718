package polis.scheduler.cluster;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Operation.Direction;

/**
 * Everything at one moment: what is desired, what is observed, and the operations that are under way.
 *
 * @param heals operations by the service that they heal
 */
public record State(Desired desired, Observed observed, Map<String, Operation> heals) {

    /** The rollout's operation. */
    public @Nullable Operation apply() {
        return desired.rollout() == null ? null : desired.rollout().operation();
    }

    /** The operation that what is done to the service belongs to. */
    public @Nullable Long operationFor(String service) {
        Operation apply = apply();
        Operation operation = apply == null ? heals.get(service) : apply;
        return operation == null ? null : Long.valueOf(operation.seq());
    }

    /** The revision that is being brought about or kept; 0 before the first one. */
    public long revision() {
        Operation apply = apply();
        Long kept = desired.revision();
        return apply != null ? apply.revision() : kept != null ? kept : 0;
    }

    /** The revision that an instance with this target belongs to. */
    public long revisionOf(ServiceTarget target) {
        Rollout rollout = desired.rollout();
        Long kept = desired.revision();
        boolean back = rollout != null && kept != null
                && (rollout.direction() == Direction.BACK || rollout.step(target.service())
                        .map(step -> step.next() == null || !step.next().digest().equals(target.digest()))
                        .orElse(false));
        return back && kept != null ? kept : revision();
    }

    public Optional<Instance> instance(String id) {
        return observed.replicas().stream().map(Replica::instance).filter(instance -> instance.id().equals(id))
                .findFirst();
    }
}
