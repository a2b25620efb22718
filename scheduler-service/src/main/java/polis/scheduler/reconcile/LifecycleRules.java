package polis.scheduler.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import polis.scheduler.reconcile.Rollout.Direction;
import polis.scheduler.reconcile.Rollout.Turn;

/** Says what the registry should show of each service, and what it does not show yet. */
final class LifecycleRules {

    private static final Set<Lifecycle> BEFORE_RUN = Set.of(Lifecycle.PROVISION, Lifecycle.READY, Lifecycle.FAILED,
            Lifecycle.DESTROY);

    private final Scene scene;

    LifecycleRules(Scene scene) {
        this.scene = scene;
    }

    List<Command> decide() {
        List<Command> commands = new ArrayList<>();
        if (!scene.observed.registryAway()) {
            wanted().forEach((service, wanted) -> {
                Lifecycle shown = scene.observed.standing(service).lifecycle();
                boolean first = passing(wanted) && !announced(service);
                if (shown != null && (shown != wanted || first)) {
                    commands.add(new Command.ReportService(service, wanted));
                }
            });
        }
        return commands;
    }

    /** Every service of the rollout is shown as it should be, or the registry refuses to. */
    boolean shown(Rollout rollout) {
        Map<String, Lifecycle> wanted = wanted();
        return rollout.turns().stream().allMatch(turn -> {
            Lifecycle lifecycle = wanted.get(turn.service());
            Standing standing = scene.observed.standing(turn.service());
            return lifecycle == null || (lifecycle == standing.lifecycle() && !passing(lifecycle))
                    || standing.lifecycle() == null || standing.refusals() >= 5;
        });
    }

    private Map<String, Lifecycle> wanted() {
        Map<String, Lifecycle> wanted = new TreeMap<>();
        Rollout rollout = scene.desired.rollout();
        for (Goal goal : scene.goals.values()) {
            if (!goal.external() && (rollout == null || rollout.turn(goal.service()).isEmpty())) {
                put(wanted, goal.service(), steady(goal));
            }
        }
        if (rollout != null) {
            rollout.turns().forEach(turn -> put(wanted, turn.service(), during(rollout, turn)));
        }
        scene.desired.failed().forEach(service -> wanted.put(service, Lifecycle.FAILED));
        return wanted;
    }

    private static void put(Map<String, Lifecycle> wanted, String service, @Nullable Lifecycle lifecycle) {
        if (lifecycle != null) {
            wanted.put(service, lifecycle);
        }
    }

    @Nullable
    private Lifecycle steady(Goal goal) {
        if (goal.instances() == 0) {
            return null;
        }
        boolean serves = scene.observed.of(goal.service()).stream()
                .anyMatch(replica -> replica.phase() == Phase.RUN && replica.alive());
        if (serves) {
            return Lifecycle.RUN;
        }
        Lifecycle shown = scene.observed.standing(goal.service()).lifecycle();
        return shown == Lifecycle.PROVISION || shown == Lifecycle.READY ? null : Lifecycle.FAILED;
    }

    @Nullable
    private Lifecycle during(Rollout rollout, Turn turn) {
        Goal goal = turn.effective(rollout.direction());
        if (external(turn.previous()) || external(turn.next())) {
            return null;
        }
        if (!turn.begun(rollout.direction())) {
            // One that has begun the way forward, and not yet the way back, is left as it is shown.
            return goal == null || turn.begunAt() != null ? null : steady(goal);
        }
        boolean settled = scene.settled(turn.service(), goal);
        if (rollout.direction() == Direction.BACK && turn.reverts()) {
            if (turn.previous() == null) {
                return Lifecycle.FAILED;
            }
            return settled && turn.announced() ? Lifecycle.RUN : Lifecycle.ROLLBACK;
        }
        return switch (turn.change()) {
            case REMOVED -> Lifecycle.DESTROY;
            case ADDED -> settled ? Lifecycle.RUN : rising(turn.service());
            case UPDATED -> settled && turn.announced() ? Lifecycle.RUN : Lifecycle.UPDATE;
            case SCALED_OUT -> settled && turn.announced() ? Lifecycle.RUN : Lifecycle.SCALE_OUT;
            case SCALED_IN -> settled && turn.announced() ? Lifecycle.RUN : Lifecycle.SCALE_IN;
        };
    }

    private static boolean external(@Nullable Goal goal) {
        return goal != null && goal.external();
    }

    @Nullable
    private Lifecycle rising(String service) {
        Lifecycle shown = scene.observed.standing(service).lifecycle();
        if (shown != null && !BEFORE_RUN.contains(shown)) {
            return null;
        }
        boolean ready = scene.observed.of(service).stream()
                .anyMatch(replica -> replica.phase() == Phase.HEALTHY || replica.phase() == Phase.RUN);
        return ready ? Lifecycle.READY : Lifecycle.PROVISION;
    }

    private boolean announced(String service) {
        Rollout rollout = scene.desired.rollout();
        return rollout == null || rollout.turn(service).map(Turn::announced).orElse(true);
    }

    /** States that a change passes through, of which the registry is told even when the change is quick. */
    private static boolean passing(Lifecycle lifecycle) {
        return switch (lifecycle) {
            case UPDATE, ROLLBACK, SCALE_OUT, SCALE_IN -> true;
            default -> false;
        };
    }
}
