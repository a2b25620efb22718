package polis.scheduler.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import polis.scheduler.reconcile.Rollout.Direction;
import polis.scheduler.reconcile.Rollout.Turn;

/** Lets the services of a rollout take their turns, callees first, and says when it has arrived or failed. */
final class RolloutRules {

    private final Scene scene;

    RolloutRules(Scene scene) {
        this.scene = scene;
    }

    List<Command> decide() {
        Rollout rollout = scene.desired.rollout();
        if (rollout == null) {
            return List.of();
        }
        Optional<Command> failure = failure(rollout);
        if (failure.isPresent()) {
            return List.of(failure.get());
        }
        List<Command> commands = new ArrayList<>();
        for (Turn turn : rollout.turns()) {
            boolean mine = rollout.direction() == Direction.FORWARD || turn.reverts();
            if (mine && !turn.begun(rollout.direction()) && itsTurn(rollout, turn)) {
                commands.add(new Command.BeginTurn(turn.service()));
            }
        }
        if (complete(rollout)) {
            commands.add(new Command.Complete(rollout.direction()));
        }
        return commands;
    }

    private boolean itsTurn(Rollout rollout, Turn turn) {
        if (rollout.direction() == Direction.FORWARD) {
            return rollout.turns().stream().filter(other -> other.rank() < turn.rank())
                    .allMatch(other -> other.begunAt() != null && scene.arrived(other.service(), other.next()));
        }
        // Back again in the reverse order; the culprit goes at once, as others may be waiting for it.
        return turn.service().equals(rollout.culprit())
                || rollout.turns().stream().filter(other -> other.rank() > turn.rank() && other.reverts())
                        .allMatch(other -> other.backAt() != null && scene.arrived(other.service(), other.previous()));
    }

    private Optional<Command> failure(Rollout rollout) {
        for (Turn turn : rollout.turns()) {
            Goal goal = turn.effective(rollout.direction());
            if (goal == null || !turn.begun(rollout.direction())) {
                continue;
            }
            Instant since = rollout.direction() == Direction.FORWARD ? turn.begunAt() : turn.backAt();
            Verdict verdict = since == null ? null : verdict(goal, since);
            if (verdict != null) {
                return Optional.of(rollout.direction() == Direction.FORWARD
                        ? new Command.Abandon(turn.service(), verdict.instance(), verdict.reason())
                        : new Command.GiveUp(turn.service(), verdict.instance(), verdict.reason()));
            }
        }
        return Optional.empty();
    }

    private record Verdict(@Nullable String instance, String reason) {}

    @Nullable
    private Verdict verdict(Goal goal, Instant since) {
        Instant registrySince = scene.observed.registrySince();
        if (goal.external()) {
            return registrySince != null && scene.overdue(since, goal.deadline())
                    && scene.overdue(registrySince, goal.deadline()) && scene.seen(goal) < goal.instances()
                            ? new Verdict(null,
                                    "version %s did not register %d instance(s) within %s".formatted(goal.version(),
                                            goal.instances(), goal.deadline()))
                            : null;
        }
        Standing standing = scene.observed.standing(goal.service());
        if (standing.earlyExits() > scene.limits.earlyExits()) {
            return new Verdict(standing.lastFailed(),
                    "ended early %d times; last: %s".formatted(standing.earlyExits(), standing.lastFailure()));
        }
        List<Replica> current = scene.observed.of(goal.service()).stream().filter(replica -> replica.fits(goal))
                .toList();
        Instant progress = since;
        for (Replica replica : current) {
            String late = scene.late(replica, goal);
            if (late != null) {
                return new Verdict(replica.id(), late);
            }
            progress = replica.times().intended().isAfter(progress) ? replica.times().intended() : progress;
        }
        boolean waiting = current.size() == goal.instances() || scene.observed.of(goal.service()).stream()
                .anyMatch(replica -> replica.phase().coming() || !replica.phase().up());
        if (!waiting && scene.overdue(progress, goal.deadline())) {
            if (standing.earlyExits() > 0) {
                return new Verdict(standing.lastFailed(), "did not become healthy within %s; last: %s"
                        .formatted(goal.deadline(), standing.lastFailure()));
            }
            if (goal.memory() > scene.observed.freeMemory()) {
                return new Verdict(null, "needs %d bytes of memory, and only %d are free".formatted(goal.memory(),
                        scene.observed.freeMemory()));
            }
        }
        return null;
    }

    private boolean complete(Rollout rollout) {
        boolean turns = rollout.turns().stream().allMatch(turn -> {
            boolean mine = rollout.direction() == Direction.FORWARD || turn.reverts();
            Goal goal = turn.effective(rollout.direction());
            // What runs elsewhere cannot be brought back from here.
            boolean elsewhere = rollout.direction() == Direction.BACK && goal != null && goal.external();
            if (!mine) {
                return true;
            }
            return turn.begun(rollout.direction()) && (elsewhere || scene.settled(turn.service(), goal));
        });
        // Somebody else's trouble does not hold up the rollout for ever.
        boolean others = scene.desired.goals().stream().allMatch(goal -> goal.external()
                || scene.settled(goal.service(), goal) || scene.overdue(rollout.startedAt(), goal.deadline()));
        boolean shown = scene.observed.registryAway() || new LifecycleRules(scene).shown(rollout);
        return turns && others && shown;
    }
}
