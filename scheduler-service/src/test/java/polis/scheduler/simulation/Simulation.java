package polis.scheduler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Node;
import polis.scheduler.cluster.Operation;
import polis.scheduler.cluster.Operation.Status;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.Registry;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.Watched;
import polis.scheduler.execute.Executor;
import polis.scheduler.execute.SimulatedExecutor;
import polis.scheduler.observe.Observer;
import polis.scheduler.observe.Observers;
import polis.scheduler.operation.Rollouts;
import polis.scheduler.operation.SimulatedRollouts;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Limits;
import polis.scheduler.reconcile.Reconciler;
import polis.scheduler.registry.SimulatedRegistry;
import polis.scheduler.simulation.SimulatedDriver.Behaviour;
import polis.scheduler.traffic.SimulatedGateway;

/**
 * A scheduler without a database and without time: the real observer, reconciler and executor over stores in memory, a
 * clock that is set, and processes, a registry and a gateway that are simulated.
 */
final class Simulation {

    static final Duration TICK = Duration.ofMillis(500);

    private static final Limits LIMITS = new Limits(4, 2, 3, 3, Duration.ofSeconds(20), Duration.ZERO);
    private static final List<String> NAMES = List.of("ant", "back", "bee", "cat", "dog", "front");
    private static final Map<String, Set<String>> CALLEES = inOrderOfTheirNames();

    private final Random random;
    private final Reconciler reconciler = new Reconciler(LIMITS);
    private final RevisionsInMemory revisions = new RevisionsInMemory();
    private final OperationsInMemory operations = new OperationsInMemory();
    private final StepsInMemory steps = new StepsInMemory();
    private final InstancesInMemory instances = new InstancesInMemory();
    private final FailureHistoryInMemory failures = new FailureHistoryInMemory();
    final SimulatedRegistry registry = new SimulatedRegistry();

    final SimulatedDriver driver;

    private final SimulatedGateway gateway;
    private Registry look;
    private Observer observer;
    private Executor executor;
    private Rollouts rollouts;
    private Watched watched;
    private long revision;

    /** Looks that the scheduler takes before it has seen the registry after its start. */
    private int unseen;

    Instant now = Instant.parse("2026-11-20T12:00:00Z");

    long memory = 1000;

    /** How many of a hundred outward commands are late. */
    int lateness;

    Simulation(long seed) {
        random = new Random(seed);
        driver = new SimulatedDriver(registry, random);
        gateway = new SimulatedGateway(random);
        boot();
        unseen = 0;
    }

    /** A scheduler that knows nothing but what is stored. */
    private void boot() {
        look = registry.look(() -> now);
        executor = SimulatedExecutor.of(new SimulatedExecutor.Stores(operations, steps, instances, failures, revisions),
                new SimulatedExecutor.Outside(driver, look, gateway.traffic()), LIMITS, () -> now,
                () -> random.nextInt(100) < lateness);
        executor.takeOver();
        rollouts = SimulatedRollouts.of(operations, steps, revisions, () -> revision, CALLEES);
        observer = Observers.of(revisions, operations, instances, failures, driver.healthChecks(), look, driver,
                () -> List.of(new Node("local", memory)));
        watched = Watched.from(now);
        unseen = 2;
    }

    /** Each calls the one before it. */
    private static Map<String, Set<String>> inOrderOfTheirNames() {
        Map<String, Set<String>> callees = new HashMap<>();
        for (int i = 1; i < NAMES.size(); i++) {
            callees.put(NAMES.get(i), Set.copyOf(NAMES.subList(0, i)));
        }
        return callees;
    }

    static String service(String instance) {
        return instance.substring(0, instance.lastIndexOf('-'));
    }

    ServiceTarget target(String service, String version, int instances, Behaviour behaviour) {
        return new ServiceTarget(service, version, version + behaviour,
                new ServiceTarget.ProcessSpec("a.jar", List.of(behaviour.name()), Map.of(), 10), instances,
                new ServiceTarget.Health("/", TICK, TICK, Duration.ofSeconds(15)),
                new ServiceTarget.Traffic(true, Duration.ofSeconds(2), Duration.ofSeconds(5)), List.of());
    }

    /** Begins to apply what is given, with ranks in the order of the names. */
    void apply(ServiceTarget... targets) {
        Map<String, ServiceTarget> services = new TreeMap<>();
        for (ServiceTarget target : targets) {
            services.put(target.service(), target);
        }
        revisions.put(++revision, services);
        rollouts.propose();
        rollouts.open(now);
    }

    List<Command> decide() {
        return reconciler.decide(state(), now);
    }

    private State state() {
        return observer.look(now, watched, executor.refusals());
    }

    /** Half a second goes by. */
    void tick() {
        now = now.plus(TICK);
        watched = watched.look(now);
        driver.live();
        boolean again = true;
        for (int looks = 0; again && looks < 20; looks++) {
            if (unseen > 0) {
                unseen--;
            } else {
                look.look();
            }
            again = false;
            State state = state();
            for (Command command : reconciler.decide(state, now)) {
                again |= executor.execute(command, state, now);
            }
        }
    }

    /** An instance dies of itself. */
    void kill(int which) {
        List<String> living = driver.living();
        if (!living.isEmpty()) {
            driver.die(living.get(which % living.size()));
        }
    }

    void restartScheduler() {
        driver.forgetProbes();
        boot();
        // Versionset-service still has the revision.
        rollouts.propose();
        rollouts.open(now);
    }

    /** The services that are kept while nothing is rolled out. */
    Map<String, ServiceTarget> kept() {
        return revisions.services(revisions.desired());
    }

    /** How the last revision ended; null while it is under way. */
    String outcome() {
        Status status = operations.latestApply(revision).orElse(Status.RUNNING);
        return status == Status.RUNNING ? null : status.name();
    }

    String failedService() {
        return operations.latest(revision).map(Operation::service).orElse(null);
    }

    /** How many instances there ever were. */
    int count() {
        return instances.all().size();
    }

    List<Instance> all() {
        return instances.all();
    }

    List<Instance> of(String service) {
        return instances.all().stream()
                .filter(instance -> instance.service().equals(service) && instance.phase() != Phase.GONE).toList();
    }

    Instance get(String id) {
        return instances.get(id);
    }

    boolean serves(Instance instance) {
        return instance.phase().compareTo(Phase.STOPPING) < 0 && driver.serves(instance.id());
    }

    long serving(String service) {
        return of(service).stream().filter(this::serves).count();
    }

    /** Everything is as it is kept, and nobody has anything more to do. */
    boolean quiet() {
        return operations.running().isEmpty() && decide().isEmpty();
    }

    void ticks(int ticks) {
        for (int i = 0; i < ticks; i++) {
            tick();
        }
    }

    /** Lets time go by until nothing more happens; false when it never does. */
    boolean settle(Runnable invariant) {
        for (int ticks = 0; ticks < 1200; ticks++) {
            tick();
            invariant.run();
            if (quiet()) {
                return true;
            }
        }
        return false;
    }

    /** Begins with these running. */
    void found(ServiceTarget... targets) {
        for (ServiceTarget target : targets) {
            registry.lifecycles.putIfAbsent(target.service(), Lifecycle.PROVISION);
        }
        apply(targets);
        if (!settle(() -> {}) || !"SUCCEEDED".equals(outcome())) {
            throw new AssertionError("Not founded: " + outcome() + " " + decide() + " " + registry.lifecycles);
        }
        registry.transitions.clear();
    }
}
