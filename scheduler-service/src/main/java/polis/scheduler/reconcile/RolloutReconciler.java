package polis.scheduler.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Failures;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.Replica;
import polis.scheduler.cluster.Rollout;
import polis.scheduler.cluster.RolloutStep;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.placement.FreeMemory;
import polis.scheduler.placement.Placement;

/** Begins the steps of a rollout, callees first, and decides when it has arrived or failed. */
final class RolloutReconciler {

    private final ClusterView view;

    RolloutReconciler(ClusterView view) {
        this.view = view;
    }

    List<Command> decide() {
        Rollout rollout = view.desired.rollout();
        if (rollout == null) {
            return List.of();
        }
        Optional<Command> failure = failure(rollout);
        if (failure.isPresent()) {
            return List.of(failure.get());
        }
        List<Command> commands = new ArrayList<>();
        for (RolloutStep step : rollout.steps()) {
            if (step.concerned(rollout.direction()) && !step.begun(rollout.direction()) && mayBegin(rollout, step)) {
                commands.add(new Command.BeginStep(step.service()));
            }
        }
        if (complete(rollout)) {
            commands.add(new Command.Complete(rollout.direction()));
        }
        return commands;
    }

    private boolean mayBegin(Rollout rollout, RolloutStep step) {
        if (rollout.direction() == Direction.FORWARD) {
            return rollout.steps().stream().filter(other -> other.rank() < step.rank())
                    .allMatch(other -> other.forwardBegun() && view.arrived(other.service(), other.next()));
        }
        // Back again in the reverse order; the failed service goes at once, as others may be waiting for it.
        return step.service().equals(rollout.failedService()) || rollout.steps().stream()
                .filter(other -> other.rank() > step.rank() && other.progress().reverts()).allMatch(
                        other -> other.progress().backAt() != null && view.arrived(other.service(), other.previous()));
    }

    private Optional<Command> failure(Rollout rollout) {
        for (RolloutStep step : rollout.steps()) {
            ServiceTarget target = step.effective(rollout.direction());
            if (target == null || !step.begun(rollout.direction())) {
                continue;
            }
            Instant since = step.begunAt(rollout.direction());
            Verdict verdict = since == null ? null : verdict(target, since);
            if (verdict != null) {
                return Optional.of(rollout.direction() == Direction.FORWARD
                        ? new Command.Abandon(step.service(), verdict.instance(), verdict.reason())
                        : new Command.GiveUp(step.service(), verdict.instance(), verdict.reason()));
            }
        }
        return Optional.empty();
    }

    private record Verdict(@Nullable String instance, String reason) {}

    @Nullable
    private Verdict verdict(ServiceTarget target, Instant since) {
        Instant registrySince = view.observed.registrySince();
        if (target.external()) {
            return registrySince != null && view.overdue(since, target.deadline())
                    && view.overdue(registrySince, target.deadline()) && view.seen(target) < target.instances()
                            ? new Verdict(null,
                                    "version %s did not register %d instance(s) within %s".formatted(target.version(),
                                            target.instances(), target.deadline()))
                            : null;
        }
        Failures failures = view.observed.status(target.service()).failures();
        if (failures.earlyExits() > view.limits.earlyExits()) {
            return new Verdict(failures.instance(),
                    "ended early %d times; last: %s".formatted(failures.earlyExits(), failures.reason()));
        }
        List<Replica> current = view.observed.of(target.service()).stream().filter(replica -> replica.fits(target))
                .toList();
        Instant progress = since;
        for (Replica replica : current) {
            String late = view.late(replica, target);
            if (late != null) {
                return new Verdict(replica.id(), late);
            }
            Instant intended = replica.instance().timeline().intendedAt();
            progress = intended.isAfter(progress) ? intended : progress;
        }
        boolean waiting = current.size() == target.instances() || view.observed.of(target.service()).stream()
                .anyMatch(replica -> replica.phase().coming() || !replica.phase().up());
        if (!waiting && view.overdue(progress, target.deadline())) {
            if (failures.earlyExits() > 0) {
                return new Verdict(failures.instance(),
                        "did not become healthy within %s; last: %s".formatted(target.deadline(), failures.reason()));
            }
            FreeMemory free = view.freeMemory();
            if (!(free.place(target.memory()) instanceof Placement.Placed)) {
                return new Verdict(null,
                        "needs %d bytes of memory, and only %d are free".formatted(target.memory(), free.largest()));
            }
        }
        return null;
    }

    private boolean complete(Rollout rollout) {
        boolean steps = rollout.steps().stream().allMatch(step -> {
            ServiceTarget target = step.effective(rollout.direction());
            // What runs elsewhere cannot be brought back from here.
            boolean elsewhere = rollout.direction() == Direction.BACK && target != null && target.external();
            if (!step.concerned(rollout.direction())) {
                return true;
            }
            return step.begun(rollout.direction()) && (elsewhere || view.settled(step.service(), target));
        });
        // Somebody else's trouble does not hold up the rollout for ever.
        boolean others = view.desired.targets().stream()
                .allMatch(target -> target.external() || view.settled(target.service(), target)
                        || view.overdue(rollout.operation().startedAt(), target.deadline()));
        boolean shown = view.observed.registryAway() || new RegistryReport(view).shown(rollout);
        return steps && others && shown;
    }
}
