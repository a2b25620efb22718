package polis.scheduler.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.Rollout;
import polis.scheduler.cluster.RolloutStep;
import polis.scheduler.cluster.ServiceStatus;
import polis.scheduler.cluster.ServiceTarget;

/** Decides what the registry should show of each service, and tells it what it does not show yet. */
final class RegistryReport {

    private static final Set<Lifecycle> BEFORE_RUN = Set.of(Lifecycle.PROVISION, Lifecycle.READY, Lifecycle.FAILED,
            Lifecycle.DESTROY);

    private final ClusterView view;

    RegistryReport(ClusterView view) {
        this.view = view;
    }

    List<Command> decide() {
        List<Command> commands = new ArrayList<>();
        if (!view.observed.registryAway()) {
            desired().forEach((service, desired) -> {
                Lifecycle shown = view.observed.status(service).lifecycle();
                boolean first = passing(desired) && !announced(service);
                if (shown != null && (shown != desired || first)) {
                    commands.add(new Command.ReportService(service, desired));
                }
            });
        }
        return commands;
    }

    /** Every service of the rollout is shown as it should be, or the registry refuses to. */
    boolean shown(Rollout rollout) {
        Map<String, Lifecycle> desired = desired();
        return rollout.steps().stream().allMatch(step -> {
            Lifecycle lifecycle = desired.get(step.service());
            ServiceStatus status = view.observed.status(step.service());
            return lifecycle == null || (lifecycle == status.lifecycle() && !passing(lifecycle))
                    || status.lifecycle() == null || status.refusals() >= 5;
        });
    }

    private Map<String, Lifecycle> desired() {
        Map<String, Lifecycle> desired = new TreeMap<>();
        Rollout rollout = view.desired.rollout();
        for (ServiceTarget target : view.targets.values()) {
            if (!target.external() && (rollout == null || rollout.step(target.service()).isEmpty())) {
                put(desired, target.service(), steady(target));
            }
        }
        if (rollout != null) {
            rollout.steps().forEach(step -> put(desired, step.service(), during(rollout, step)));
        }
        view.desired.failed().forEach(service -> desired.put(service, Lifecycle.FAILED));
        return desired;
    }

    private static void put(Map<String, Lifecycle> desired, String service, @Nullable Lifecycle lifecycle) {
        if (lifecycle != null) {
            desired.put(service, lifecycle);
        }
    }

    @Nullable
    private Lifecycle steady(ServiceTarget target) {
        if (target.instances() == 0) {
            return null;
        }
        boolean serves = view.observed.of(target.service()).stream()
                .anyMatch(replica -> replica.phase() == Phase.RUN && replica.alive());
        if (serves) {
            return Lifecycle.RUN;
        }
        Lifecycle shown = view.observed.status(target.service()).lifecycle();
        return shown == Lifecycle.PROVISION || shown == Lifecycle.READY ? null : Lifecycle.FAILED;
    }

    @Nullable
    private Lifecycle during(Rollout rollout, RolloutStep step) {
        ServiceTarget target = step.effective(rollout.direction());
        if (external(step.previous()) || external(step.next())) {
            return null;
        }
        if (!step.begun(rollout.direction())) {
            // One that has begun the way forward, and not yet the way back, is left as it is shown.
            return target == null || step.forwardBegun() ? null : steady(target);
        }
        boolean settled = view.settled(step.service(), target);
        if (rollout.direction() == Direction.BACK && step.progress().reverts()) {
            if (step.previous() == null) {
                return Lifecycle.FAILED;
            }
            return settled && step.progress().announced() ? Lifecycle.RUN : Lifecycle.ROLLBACK;
        }
        return switch (step.change()) {
            case REMOVED -> Lifecycle.DESTROY;
            case ADDED -> settled ? Lifecycle.RUN : rising(step.service());
            case UPDATED -> settled && step.progress().announced() ? Lifecycle.RUN : Lifecycle.UPDATE;
            case SCALED_OUT -> settled && step.progress().announced() ? Lifecycle.RUN : Lifecycle.SCALE_OUT;
            case SCALED_IN -> settled && step.progress().announced() ? Lifecycle.RUN : Lifecycle.SCALE_IN;
        };
    }

    private static boolean external(@Nullable ServiceTarget target) {
        return target != null && target.external();
    }

    @Nullable
    private Lifecycle rising(String service) {
        Lifecycle shown = view.observed.status(service).lifecycle();
        if (shown != null && !BEFORE_RUN.contains(shown)) {
            return null;
        }
        boolean ready = view.observed.of(service).stream()
                .anyMatch(replica -> replica.phase() == Phase.HEALTHY || replica.phase() == Phase.RUN);
        return ready ? Lifecycle.READY : Lifecycle.PROVISION;
    }

    private boolean announced(String service) {
        Rollout rollout = view.desired.rollout();
        return rollout == null || rollout.step(service).map(step -> step.progress().announced()).orElse(true);
    }

    /** States that a change passes through, of which the registry is told even when the change is quick. */
    private static boolean passing(Lifecycle lifecycle) {
        return switch (lifecycle) {
            case UPDATE, ROLLBACK, SCALE_OUT, SCALE_IN -> true;
            case PROVISION, READY, RUN, DESTROY, FAILED, GONE -> false;
        };
    }
}
