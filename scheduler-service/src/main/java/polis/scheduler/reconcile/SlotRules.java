package polis.scheduler.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fills the slots of each service: starts what is missing, then takes away what is too much, and never has fewer
 * serving than wanted because of what it does itself.
 */
final class SlotRules {

    private final Scene scene;

    private final List<Command> commands = new ArrayList<>();

    private long free;

    /** By whether it is the rollout that starts them: healing does not wait for a rollout's starts. */
    private final Map<Boolean, Integer> starting = new HashMap<>();

    SlotRules(Scene scene) {
        this.scene = scene;
        this.free = scene.observed.freeMemory();
        scene.observed.replicas().stream().filter(replica -> replica.phase().coming())
                .forEach(replica -> starting.merge(scene.changing(replica.service()), 1, Integer::sum));
    }

    List<Command> decide() {
        for (String service : byNeed()) {
            Goal goal = scene.goals.get(service);
            if (scene.desired.rollout() == null && !scene.observed.standing(service).healing()) {
                heal(service, goal);
            } else {
                fill(service, goal);
                if (scene.desired.rollout() == null && scene.settled(service, goal)) {
                    commands.add(new Command.Healed(service));
                }
            }
        }
        return commands;
    }

    /** Services to heal come before those to change: they get what memory there is. */
    private Iterable<String> byNeed() {
        Set<String> services = new TreeSet<>(scene.goals.keySet());
        scene.observed.replicas().stream().filter(replica -> replica.phase() != Phase.GONE).map(Replica::service)
                .forEach(services::add);
        scene.observed.services().forEach((service, standing) -> {
            if (standing.healing()) {
                services.add(service);
            }
        });
        return services.stream().sorted(Comparator.comparing(scene::changing)).toList();
    }

    private void heal(String service, @Nullable Goal goal) {
        boolean dead = scene.observed.of(service).stream()
                .anyMatch(replica -> !replica.alive() && replica.phase() != Phase.INTENDED);
        // The dead are buried first: then it is known why.
        if (!dead && (goal == null || !goal.external()) && !scene.settled(service, goal)) {
            Standing standing = scene.observed.standing(service);
            String reason = goal == null
                    ? "is not wanted"
                    : standing.lastFailure() == null ? "has not the instances that are wanted" : standing.lastFailure();
            commands.add(new Command.Heal(service,
                    scene.observed.of(service).stream().filter(replica -> replica.condemned() != null).findFirst()
                            .map(replica -> replica.id() + " " + replica.condemned()).orElse(reason)));
        }
    }

    private void fill(String service, @Nullable Goal goal) {
        List<Replica> up = scene.observed.of(service).stream().filter(replica -> replica.phase().up()).toList();
        List<Replica> current = up.stream().filter(replica -> replica.fits(goal)).toList();
        List<Replica> outdated = up.stream().filter(replica -> !replica.fits(goal)).toList();
        int wanted = goal == null || goal.external() ? 0 : goal.instances();
        if (goal != null && !goal.external()) {
            provision(goal, current.size(), outdated);
        }
        int serving = (int) up.stream().filter(this::serves).count();
        for (Replica replica : surplus(current, outdated, wanted)) {
            int left = serving - (serves(replica) ? 1 : 0);
            if (left >= wanted || replica.phase() != Phase.RUN) {
                commands.add(away(replica, goal));
                serving = left;
            }
        }
    }

    private void provision(Goal goal, int current, List<Replica> outdated) {
        Standing standing = scene.observed.standing(goal.service());
        if (standing.retryAt() != null && scene.now.isBefore(standing.retryAt())) {
            return;
        }
        // One more than wanted may live during a replacement. The condemned do not count: their substitutes start at
        // once.
        int kept = (int) outdated.stream().filter(replica -> replica.condemned() == null).count();
        int allowed = goal.instances() + (kept > 0 ? 1 : 0) - kept - current;
        for (int missing = Math.min(goal.instances() - current, allowed); missing > 0; missing--) {
            if (goal.memory() > free) {
                outdated.stream().filter(replica -> replica.condemned() != null).findFirst().ifPresentOrElse(
                        replica -> commands.add(away(replica, goal)),
                        () -> commands.add(new Command.AwaitRoom(goal.service(), goal.memory(), Math.max(0, free))));
                return;
            }
            if (starting.merge(scene.changing(goal.service()), 1, Integer::sum) > scene.limits.parallelStarts()) {
                return;
            }
            free -= goal.memory();
            commands.add(new Command.Provision(goal.service(), goal));
        }
    }

    /** What is too much, that which nobody would miss first. */
    private List<Replica> surplus(List<Replica> current, List<Replica> outdated, int wanted) {
        Comparator<Replica> byWorth = Comparator.comparing(this::serves)
                .thenComparing(replica -> replica.times().intended(), Comparator.reverseOrder());
        List<Replica> surplus = new ArrayList<>(outdated.stream().sorted(byWorth).toList());
        if (outdated.isEmpty() && current.size() > wanted) {
            surplus.addAll(current.stream().sorted(byWorth).limit(current.size() - wanted).toList());
        }
        return surplus;
    }

    private boolean serves(Replica replica) {
        // One that serves, but that the gateway does not know yet, is no substitute for one that it does know.
        return replica.serving() && replica.alive()
                && (replica.times().opened() != null || !replica.fits(scene.goals.get(replica.service())));
    }

    /** Somebody may be calling it. What answers health checks may have registered since the registry was looked at. */
    private boolean reachable(Replica replica) {
        return replica.phase() == Phase.RUN || replica.registered() || replica.probes().successes() > 0
                || (replica.alive() && scene.observed.registryAway());
    }

    private Command away(Replica replica, @Nullable Goal goal) {
        String reason = replica.condemned() != null
                ? replica.condemned()
                : goal == null
                        ? replica.service() + " is not wanted"
                        : "replaced by " + goal.service() + " " + goal.version();
        return reachable(replica) ? new Command.Withdraw(replica.id(), reason) : new Command.Stop(replica.id(), reason);
    }
}
