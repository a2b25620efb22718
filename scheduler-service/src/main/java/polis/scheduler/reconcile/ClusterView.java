package polis.scheduler.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Desired;
import polis.scheduler.cluster.Observed;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.Replica;
import polis.scheduler.cluster.Rollout;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.Timeline.Milestone;
import polis.scheduler.placement.FreeMemory;

/** All that the rules look at, with the questions that several of them ask. */
final class ClusterView {

    final Desired desired;

    final Observed observed;

    final Limits limits;

    final Instant now;

    final Map<String, ServiceTarget> targets;

    private final State state;

    ClusterView(State state, Limits limits, Instant now) {
        this.state = state;
        this.desired = state.desired();
        this.observed = state.observed();
        this.limits = limits;
        this.now = now;
        this.targets = desired.effective();
    }

    /** An operation that heals the service is open. */
    boolean healing(String service) {
        return state.heals().containsKey(service);
    }

    Set<String> healing() {
        return state.heals().keySet();
    }

    /** What of the nodes' memory no instance has reserved. */
    FreeMemory freeMemory() {
        return new FreeMemory(observed.nodes(), observed.replicas().stream().map(Replica::instance).toList());
    }

    /** As many serve as are desired, whatever else is still about. */
    boolean arrived(String service, @Nullable ServiceTarget target) {
        if (target == null) {
            return observed.of(service).stream().noneMatch(replica -> replica.phase().up());
        }
        if (target.external()) {
            return observed.registryAway() || seen(target) >= target.instances();
        }
        return observed.of(service).stream().filter(replica -> replica.fits(target))
                .filter(replica -> replica.phase() == Phase.RUN
                        || (replica.phase() == Phase.HEALTHY && observed.registryAway()))
                .count() >= target.instances();
    }

    /** Exactly what is desired is there, and nothing else. */
    boolean settled(String service, @Nullable ServiceTarget target) {
        List<Replica> replicas = observed.of(service);
        if (target == null) {
            return replicas.isEmpty();
        }
        if (target.external()) {
            return seen(target) >= target.instances() && replicas.isEmpty();
        }
        return replicas.size() == target.instances() && replicas.stream().allMatch(replica -> replica.fits(target)
                && replica.phase() == Phase.RUN && replica.alive() && replica.has(Milestone.OPENED));
    }

    /** The rollout has business with the service. */
    boolean changing(String service) {
        return desired.rollout() != null && desired.rollout().step(service).isPresent();
    }

    /** The rollout judges the service's instances; elsewhere one that is late is just replaced. */
    boolean judged(String service) {
        Rollout rollout = desired.rollout();
        return rollout != null && rollout.step(service)
                .map(step -> rollout.direction() == Direction.FORWARD ? step.forwardBegun() : step.progress().reverts())
                .orElse(false);
    }

    /** Why the instance is late in becoming healthy or registered; null while it is not. */
    @Nullable
    String late(Replica replica, ServiceTarget target) {
        if (!overdue(replica.instance().timeline().intendedAt(), target.deadline())) {
            return null;
        }
        if (replica.phase().coming()) {
            String last = replica.probes().last();
            return "did not become healthy within %s; last health check: %s".formatted(target.deadline(),
                    last == null ? "none" : last);
        }
        Instant registrySince = observed.registrySince();
        return replica.phase() == Phase.HEALTHY && registrySince != null && overdue(registrySince, target.deadline())
                ? "did not register within %s".formatted(target.deadline())
                : null;
    }

    int seen(ServiceTarget target) {
        return observed.status(target.service()).seen().getOrDefault(target.version(), 0);
    }

    boolean passed(@Nullable Instant since, Duration duration) {
        return since != null && !now.isBefore(since.plus(duration));
    }

    /** A deadline counted from {@code since}; the time in which nobody watched does not count. */
    boolean overdue(Instant since, Duration deadline) {
        return passed(observed.watched().countedFrom(since), deadline);
    }
}
