package polis.scheduler.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Failures;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.Replica;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.Timeline.Milestone;
import polis.scheduler.placement.FreeMemory;
import polis.scheduler.placement.Placement;

/**
 * Fills the slots of each service: starts what is missing, then takes away what is too much, and never has fewer
 * serving than desired because of what it does itself.
 */
final class ServiceReconciler {

    private final ClusterView view;
    private final List<Command> commands = new ArrayList<>();
    private final FreeMemory free;
    private final Set<String> takenAway = new HashSet<>();

    /** By whether it is the rollout that starts them: healing does not wait for a rollout's starts. */
    private final Map<Boolean, Integer> starting = new HashMap<>();

    ServiceReconciler(ClusterView view) {
        this.view = view;
        this.free = view.freeMemory();
        view.observed.replicas().stream().filter(replica -> replica.phase().coming())
                .forEach(replica -> starting.merge(view.changing(replica.service()), 1, Integer::sum));
    }

    List<Command> decide() {
        for (String service : byNeed()) {
            ServiceTarget target = view.targets.get(service);
            if (view.desired.rollout() == null && !view.healing(service)) {
                heal(service, target);
            } else {
                fill(service, target);
                if (view.desired.rollout() == null && view.settled(service, target)) {
                    commands.add(new Command.Healed(service));
                }
            }
        }
        return commands;
    }

    /** Services to heal come before those to change: they get what memory there is. */
    private Iterable<String> byNeed() {
        Set<String> services = new TreeSet<>(view.targets.keySet());
        view.observed.replicas().stream().filter(replica -> replica.phase() != Phase.GONE).map(Replica::service)
                .forEach(services::add);
        services.addAll(view.healing());
        return services.stream().sorted(Comparator.comparing(view::changing)).toList();
    }

    private void heal(String service, @Nullable ServiceTarget target) {
        boolean dead = view.observed.of(service).stream()
                .anyMatch(replica -> !replica.alive() && replica.phase() != Phase.INTENDED);
        // The exits of the dead are recorded first: then it is known why.
        if (!dead && (target == null || !target.external()) && !view.settled(service, target)) {
            Failures failures = view.observed.status(service).failures();
            String reason = target == null
                    ? "is not in the manifest"
                    : failures.reason() == null
                            ? "does not have the instances that the manifest asks for"
                            : failures.reason();
            commands.add(new Command.Heal(service, view.observed.of(service).stream().filter(Replica::replacing)
                    .findFirst().map(replica -> replica.id() + " " + replica.replaceReason()).orElse(reason)));
        }
    }

    private void fill(String service, @Nullable ServiceTarget target) {
        List<Replica> up = view.observed.of(service).stream().filter(replica -> replica.phase().up()).toList();
        List<Replica> current = up.stream().filter(replica -> replica.fits(target)).toList();
        List<Replica> outdated = up.stream().filter(replica -> !replica.fits(target)).toList();
        int desired = target == null || target.external() ? 0 : target.instances();
        if (target != null && !target.external()) {
            provision(target, current.size(), outdated);
        }
        int serving = (int) up.stream().filter(this::serves).count();
        for (Replica replica : surplus(current, outdated, desired)) {
            int left = serving - (serves(replica) ? 1 : 0);
            if (left >= desired || replica.phase() != Phase.RUN) {
                takeAway(replica, target);
                serving = left;
            }
        }
    }

    private void provision(ServiceTarget target, int current, List<Replica> outdated) {
        Failures failures = view.observed.status(target.service()).failures();
        if (failures.retryAt() != null && view.now.isBefore(failures.retryAt())) {
            return;
        }
        // One more than desired may live during a replacement. Those to be replaced do not count: their substitutes
        // start at once.
        int kept = (int) outdated.stream().filter(replica -> !replica.replacing()).count();
        int allowed = target.instances() + (kept > 0 ? 1 : 0) - kept - current;
        for (int missing = Math.min(target.instances() - current, allowed); missing > 0; missing--) {
            if (!(free.place(target.memory()) instanceof Placement.Placed(String node))) {
                outdated.stream().filter(Replica::replacing).findFirst().ifPresentOrElse(
                        replica -> takeAway(replica, target),
                        () -> commands.add(new Command.AwaitRoom(target.service(), target.memory(), free.largest())));
                return;
            }
            if (starting.merge(view.changing(target.service()), 1, Integer::sum) > view.limits.parallelStarts()) {
                return;
            }
            free.reserve(node, target.memory());
            commands.add(new Command.Provision(target.service(), target, node));
        }
    }

    /** What is too much, that which nobody would miss first. */
    private List<Replica> surplus(List<Replica> current, List<Replica> outdated, int desired) {
        Comparator<Replica> byWorth = Comparator.comparing(this::serves)
                .thenComparing(replica -> replica.instance().timeline().intendedAt(), Comparator.reverseOrder());
        List<Replica> surplus = new ArrayList<>(outdated.stream().sorted(byWorth).toList());
        if (outdated.isEmpty() && current.size() > desired) {
            surplus.addAll(current.stream().sorted(byWorth).limit(current.size() - desired).toList());
        }
        return surplus;
    }

    private boolean serves(Replica replica) {
        // One that serves, but that the gateway does not know yet, is no substitute for one that it does know.
        return replica.serving() && replica.alive()
                && (replica.has(Milestone.OPENED) || !replica.fits(view.targets.get(replica.service())));
    }

    /** Somebody may be calling it. What answers health checks may have registered since the registry was looked at. */
    private boolean reachable(Replica replica) {
        return replica.phase() == Phase.RUN || replica.registered() || replica.probes().successes() > 0
                || (replica.alive() && view.observed.registryAway());
    }

    private void takeAway(Replica replica, @Nullable ServiceTarget target) {
        String reason = target == null
                ? replica.service() + " is not in the manifest"
                : "replaced by " + target.service() + " " + target.version();
        String why = replica.replaceReason() == null ? reason : replica.replaceReason();
        commands.add(
                reachable(replica) ? new Command.Withdraw(replica.id(), why) : new Command.Stop(replica.id(), why));
        takenAway.add(replica.id());
    }

    /** The instances that are taken away by what was decided: nothing else is decided about them. */
    Set<String> takenAway() {
        return takenAway;
    }
}
