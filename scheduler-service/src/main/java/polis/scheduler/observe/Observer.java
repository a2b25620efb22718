package polis.scheduler.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Desired;
import polis.scheduler.cluster.DesiredRevision;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.FailureHistory;
import polis.scheduler.cluster.Failures;
import polis.scheduler.cluster.HealthChecks;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Nodes;
import polis.scheduler.cluster.Observed;
import polis.scheduler.cluster.Operation;
import polis.scheduler.cluster.Operation.Kind;
import polis.scheduler.cluster.Operations;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.Registry;
import polis.scheduler.cluster.RegistrySnapshot;
import polis.scheduler.cluster.Replica;
import polis.scheduler.cluster.Revisions;
import polis.scheduler.cluster.Rollout;
import polis.scheduler.cluster.RolloutStep;
import polis.scheduler.cluster.ServiceStatus;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.Watched;

/** Observes the state that the reconciler decides on. */
@Component
public class Observer {

    /** The registry may not have heard yet of the end of those that ended in this time. */
    private static final Duration RECENT = Duration.ofHours(1);

    private final Revisions revisions;
    private final Operations operations;
    private final Instances instances;
    private final FailureHistory failures;
    private final HealthChecks health;
    private final Registry registry;
    private final Driver driver;
    private final Nodes nodes;

    Observer(Revisions revisions, Operations operations, Instances instances, FailureHistory failures,
            HealthChecks health, Registry registry, Driver driver, Nodes nodes) {
        this.revisions = revisions;
        this.operations = operations;
        this.instances = instances;
        this.failures = failures;
        this.health = health;
        this.registry = registry;
        this.driver = driver;
        this.nodes = nodes;
    }

    public State look(Instant now, Watched watched, Map<String, Integer> refusals) {
        List<Operation> running = operations.running();
        Map<String, Operation> heals = running.stream().filter(operation -> operation.kind() == Kind.HEAL)
                .collect(Collectors.toMap(operation -> String.valueOf(operation.service()), operation -> operation));
        Operation apply = running.stream().filter(operation -> operation.kind() == Kind.APPLY).findFirst().orElse(null);
        return new State(desired(revisions.desired(), apply), observed(now, watched, refusals), heals);
    }

    /** Has the health of all instances that are up watched from now on, and calls back when it changes. */
    public void watchHealth(State state, Runnable changed) {
        health.watch(
                state.observed().replicas().stream().map(Replica::instance)
                        .filter(instance -> instance.phase().up() && instance.phase() != Phase.INTENDED).toList(),
                changed);
    }

    /** Watches nothing until the next look. */
    public void rest() {
        health.watch(List.of(), () -> {});
    }

    private Desired desired(DesiredRevision kept, @Nullable Operation apply) {
        Map<String, ServiceTarget> base = revisions.services(kept);
        if (apply == null) {
            return new Desired(kept.revision(), List.copyOf(base.values()), null, kept.failed());
        }
        Map<String, ServiceTarget> next = revisions.services(apply.revision());
        List<RolloutStep> steps = operations.rolloutSteps(apply.seq(), base, next);
        Set<String> changing = steps.stream().map(RolloutStep::service).collect(Collectors.toSet());
        List<ServiceTarget> others = next.values().stream().filter(target -> !changing.contains(target.service()))
                .toList();
        return new Desired(kept.revision(), others, new Rollout(apply, steps), Set.of());
    }

    private Observed observed(Instant now, Watched watched, Map<String, Integer> refusals) {
        RegistrySnapshot shown = registry.snapshot();
        List<Replica> replicas = instances.present(now.minus(RECENT)).stream()
                .filter(instance -> instance.phase() != Phase.GONE || shown.entries().containsKey(instance.id()))
                .map(instance -> replica(instance, shown)).toList();
        Map<String, Failures> failed = failures.all();
        Set<String> services = new HashSet<>(shown.lifecycles().keySet());
        services.addAll(shown.serving().keySet());
        services.addAll(failed.keySet());
        Map<String, ServiceStatus> statuses = new HashMap<>();
        for (String service : services) {
            statuses.put(service, new ServiceStatus(shown.lifecycles().get(service), refusals.getOrDefault(service, 0),
                    failed.getOrDefault(service, Failures.NONE), shown.serving().getOrDefault(service, Map.of())));
        }
        return new Observed(replicas, statuses, nodes.all(), watched, shown.since());
    }

    private Replica replica(Instance instance, RegistrySnapshot shown) {
        return new Replica(instance, driver.alive(instance.id()), health.probes(instance.id()),
                shown.entries().get(instance.id()));
    }
}
