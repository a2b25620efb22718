package polis.scheduler.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.scheduler.reconcile.Rollout.Direction;

/** All that the rules look at, with the questions that several of them ask. */
final class Scene {

    final Desired desired;

    final Observed observed;

    final Limits limits;

    final Instant now;

    final Map<String, Goal> goals;

    Scene(Desired desired, Observed observed, Limits limits, Instant now) {
        this.desired = desired;
        this.observed = observed;
        this.limits = limits;
        this.now = now;
        this.goals = desired.effective();
    }

    /** As many serve as are wanted, whatever else is still about. */
    boolean arrived(String service, @Nullable Goal goal) {
        if (goal == null) {
            return observed.of(service).stream().noneMatch(replica -> replica.phase().up());
        }
        if (goal.external()) {
            return observed.registryAway() || seen(goal) >= goal.instances();
        }
        return observed.of(service).stream().filter(replica -> replica.fits(goal))
                .filter(replica -> replica.phase() == Phase.RUN
                        || (replica.phase() == Phase.HEALTHY && observed.registryAway()))
                .count() >= goal.instances();
    }

    /** Exactly what is wanted is there, and nothing else. */
    boolean settled(String service, @Nullable Goal goal) {
        List<Replica> replicas = observed.of(service);
        if (goal == null) {
            return replicas.isEmpty();
        }
        if (goal.external()) {
            return seen(goal) >= goal.instances() && replicas.isEmpty();
        }
        return replicas.size() == goal.instances() && replicas.stream().allMatch(replica -> replica.fits(goal)
                && replica.phase() == Phase.RUN && replica.alive() && replica.times().opened() != null);
    }

    /** The rollout has business with the service. */
    boolean changing(String service) {
        return desired.rollout() != null && desired.rollout().turn(service).isPresent();
    }

    /** The rollout judges the service's instances; elsewhere one that is late is just replaced. */
    boolean judged(String service) {
        Rollout rollout = desired.rollout();
        return rollout != null && rollout.turn(service)
                .map(turn -> rollout.direction() == Direction.FORWARD ? turn.begunAt() != null : turn.reverts())
                .orElse(false);
    }

    /** Why the instance is late in becoming healthy or registered; null while it is not. */
    @Nullable
    String late(Replica replica, Goal goal) {
        if (!overdue(replica.times().intended(), goal.deadline())) {
            return null;
        }
        if (replica.phase().coming()) {
            String last = replica.probes().last();
            return "did not become healthy within %s; last health check: %s".formatted(goal.deadline(),
                    last == null ? "none" : last);
        }
        Instant registrySince = observed.registrySince();
        return replica.phase() == Phase.HEALTHY && registrySince != null && overdue(registrySince, goal.deadline())
                ? "did not register within %s".formatted(goal.deadline())
                : null;
    }

    int seen(Goal goal) {
        return observed.standing(goal.service()).seen().getOrDefault(goal.version(), 0);
    }

    boolean passed(@Nullable Instant since, Duration duration) {
        return since != null && !now.isBefore(since.plus(duration));
    }

    /** A deadline counted from {@code since}; the time in which nobody watched does not count. */
    boolean overdue(Instant since, Duration deadline) {
        return passed(observed.watched().countedFrom(since), deadline);
    }
}
