package polis.scheduler.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.scheduler.driver.Driver;
import polis.scheduler.manifest.ServiceSpec;
import polis.scheduler.node.LocalNode;
import polis.scheduler.operation.Operation;
import polis.scheduler.operation.Operation.Kind;
import polis.scheduler.operation.Operations;
import polis.scheduler.reconcile.Desired;
import polis.scheduler.reconcile.Goal;
import polis.scheduler.reconcile.Observed;
import polis.scheduler.reconcile.Phase;
import polis.scheduler.reconcile.Replica;
import polis.scheduler.reconcile.Rollout;
import polis.scheduler.reconcile.Rollout.Turn;
import polis.scheduler.reconcile.Standing;
import polis.scheduler.reconcile.Watched;
import polis.scheduler.registry.Registry;
import polis.scheduler.registry.RegistrySnapshot;
import polis.scheduler.wanted.Revisions;
import polis.scheduler.wanted.Revisions.Wanted;
import polis.scheduler.workload.HealthChecks;
import polis.scheduler.workload.Instance;
import polis.scheduler.workload.Instances;
import polis.scheduler.workload.Setbacks;
import polis.scheduler.workload.Setbacks.Setback;

/** Takes the picture that the reconciler decides on. */
@Component
class City {

    /** The registry may not have heard yet of the end of those that ended in this time. */
    private static final Duration RECENT = Duration.ofHours(1);

    private final Revisions revisions;

    private final Operations operations;

    private final Instances instances;

    private final Setbacks setbacks;

    private final HealthChecks health;

    private final Registry registry;

    private final Driver driver;

    private final LocalNode node;

    City(Revisions revisions, Operations operations, Instances instances, Setbacks setbacks, HealthChecks health,
            Registry registry, Driver driver, LocalNode node) {
        this.revisions = revisions;
        this.operations = operations;
        this.instances = instances;
        this.setbacks = setbacks;
        this.health = health;
        this.registry = registry;
        this.driver = driver;
        this.node = node;
    }

    Picture look(Instant now, Watched watched, Map<String, Integer> refusals) {
        Wanted wanted = revisions.wanted();
        List<Operation> running = operations.running();
        Operation apply = running.stream().filter(operation -> operation.kind() == Kind.APPLY).findFirst().orElse(null);
        Map<String, Operation> heals = new HashMap<>();
        running.stream().filter(operation -> operation.kind() == Kind.HEAL)
                .forEach(operation -> heals.put(String.valueOf(operation.service()), operation));
        Map<String, ServiceSpec> base = base(wanted);
        Map<String, ServiceSpec> next = apply == null ? base : revisions.manifest(apply.revision()).services();
        Desired desired = desired(wanted, apply, base, next);
        List<Instance> present = instances.present(now.minus(RECENT));
        Observed observed = observed(present, heals.keySet(), watched, refusals);
        return new Picture(desired, observed, apply, heals, wanted, base, next,
                present.stream().collect(Collectors.toMap(Instance::id, instance -> instance)));
    }

    /** What the city is kept at: without a rollout the goal, with one where it comes from. */
    private Map<String, ServiceSpec> base(Wanted wanted) {
        if (wanted.revision() == null) {
            return Map.of();
        }
        Map<String, ServiceSpec> base = new HashMap<>(revisions.manifest(wanted.revision()).services());
        base.keySet().removeAll(wanted.excluded());
        return base;
    }

    private Desired desired(Wanted wanted, @Nullable Operation apply, Map<String, ServiceSpec> base,
            Map<String, ServiceSpec> next) {
        if (apply == null) {
            return new Desired(base.values().stream().map(Goals::of).toList(), null, wanted.failed());
        }
        Set<String> turning = new HashSet<>();
        List<Turn> turns = new ArrayList<>();
        operations.turns(apply.seq()).forEach(row -> {
            turning.add(row.service());
            turns.add(
                    new Turn(row.service(), row.change(), Goals.in(base, row.service()), Goals.in(next, row.service()),
                            row.rank(), row.begunAt(), row.backAt(), row.reverts(), row.announced()));
        });
        List<Goal> others = next.values().stream().filter(spec -> !turning.contains(spec.name())).map(Goals::of)
                .toList();
        return new Desired(others,
                new Rollout("op-" + apply.seq(), apply.direction(), apply.startedAt(), turns, apply.service()),
                Set.of());
    }

    private Observed observed(List<Instance> present, Set<String> healing, Watched watched,
            Map<String, Integer> refusals) {
        RegistrySnapshot shown = registry.snapshot();
        long reserved = present.stream().filter(instance -> instance.phase() != Phase.GONE).mapToLong(Instance::memory)
                .sum();
        List<Replica> replicas = present.stream()
                .filter(instance -> instance.phase() != Phase.GONE || shown.entries().containsKey(instance.id()))
                .map(instance -> replica(instance, shown)).toList();
        Map<String, Setback> setback = setbacks.all().stream()
                .collect(Collectors.toMap(Setback::service, each -> each));
        Set<String> services = new HashSet<>(shown.lifecycles().keySet());
        services.addAll(shown.serving().keySet());
        services.addAll(setback.keySet());
        services.addAll(healing);
        Map<String, Standing> standings = new HashMap<>();
        for (String service : services) {
            Setback back = setback.get(service);
            standings.put(service,
                    new Standing(shown.lifecycles().get(service), refusals.getOrDefault(service, 0),
                            back == null ? 0 : back.earlyExits(), back == null ? null : back.retryAt(),
                            back == null ? null : back.lastFailure(), back == null ? null : back.lastFailed(),
                            healing.contains(service), shown.serving().getOrDefault(service, Map.of())));
        }
        return new Observed(replicas, standings, watched, shown.since(), node.memory() - reserved);
    }

    private Replica replica(Instance instance, RegistrySnapshot shown) {
        ServiceSpec.Drain drain = instance.spec().drain();
        return new Replica(instance.id(), instance.service(), instance.version(), instance.digest(), instance.phase(),
                driver.alive(instance.id()), instance.condemned(), instance.memory(),
                new Replica.Drain(drain.delay(), drain.timeout()),
                new Replica.Times(instance.intendedAt(), instance.openedAt(), instance.withdrawnAt(),
                        instance.pulledAt(), instance.idleAt(), instance.deregisteredAt(), instance.stoppingAt()),
                health.probes(instance.id()), shown.entries().get(instance.id()));
    }
}
