package polis.scheduler.control;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Operation;
import polis.scheduler.cluster.Operation.Status;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.Watched;
import polis.scheduler.control.SimulatedDriver.Behaviour;
import polis.scheduler.credential.EurekaCredentials;
import polis.scheduler.desired.Artifacts;
import polis.scheduler.desired.RevisionsInMemory;
import polis.scheduler.desired.Versionset;
import polis.scheduler.instance.FailureHistoryInMemory;
import polis.scheduler.instance.HealthChecksInMemory;
import polis.scheduler.instance.InstancesInMemory;
import polis.scheduler.instance.Ports;
import polis.scheduler.node.LocalNode;
import polis.scheduler.node.SimulatedNode;
import polis.scheduler.operation.OperationsInMemory;
import polis.scheduler.operation.StepsInMemory;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Reconciler;
import polis.scheduler.registry.Registry;
import polis.scheduler.registry.SimulatedRegistry;
import polis.scheduler.traffic.SimulatedGateway;

/**
 * A scheduler without a database and without time: the real observer, reconciler and executor over stores in memory, a
 * clock that is set, and processes, a registry and a gateway that are simulated.
 */
final class Simulation {

    static final Duration TICK = Duration.ofMillis(500);

    private static final ReconcileSettings SETTINGS = new ReconcileSettings(TICK, TICK, TICK, 4, 2, 3, 3, Duration.ZERO,
            Duration.ofSeconds(20));

    private static final List<String> NAMES = List.of("ant", "back", "bee", "cat", "dog", "front");
    private static final WorkloadEnvironment ENVIRONMENT = edge(WorkloadEnvironment.class);
    private static final EurekaCredentials CREDENTIALS = edge(EurekaCredentials.class);
    private static final Artifacts ARTIFACTS = edge(Artifacts.class);
    private static final Ports PORTS = edge(Ports.class);
    private static final Calls CALLS = edge(Calls.class);

    static {
        when(ENVIRONMENT.of(any(), any())).thenAnswer(call -> new HashMap<>());
        when(ARTIFACTS.find(anyString())).thenReturn(new Artifacts.Found.Jar(Path.of("a.jar")));
        when(PORTS.host()).thenReturn("localhost");
        when(PORTS.free(anyCollection())).thenReturn(OptionalInt.of(1));
        when(CALLS.of(any())).thenReturn(inOrderOfTheirNames());
    }

    private final Random random;
    private final Reconciler reconciler = new Reconciler(SETTINGS.limits());
    private final RevisionsInMemory revisions = new RevisionsInMemory();
    private final OperationsInMemory operations = new OperationsInMemory();
    private final StepsInMemory steps = new StepsInMemory();
    private final InstancesInMemory instances = new InstancesInMemory();
    private final FailureHistoryInMemory failures = new FailureHistoryInMemory();
    private final TransactionTemplate transaction = new AtOnce();
    private final Versionset versionset = edge(Versionset.class);
    private final LocalNode node = new SimulatedNode(() -> this.memory);

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

    private static final class Leading extends Leadership {

        Leading() {
            super(null);
        }

        @Override
        boolean held() {
            return true;
        }
    }

    /** Runs in the thread that asks, and knows no other transactions. */
    private static final class AtOnce extends TransactionTemplate {

        private static final TransactionStatus STATUS = new SimpleTransactionStatus();

        @Override
        public <T> T execute(TransactionCallback<T> action) {
            return action.doInTransaction(STATUS);
        }
    }

    Simulation(long seed) {
        random = new Random(seed);
        driver = new SimulatedDriver(registry, random);
        gateway = new SimulatedGateway(random);
        when(versionset.current()).thenAnswer(call -> OptionalLong.of(revision));
        boot();
        unseen = 0;
    }

    private static <T> T edge(Class<T> type) {
        return mock(type, withSettings().stubOnly());
    }

    /** A scheduler that knows nothing but what is stored. */
    private void boot() {
        look = registry.look(() -> now);
        Reasons reasons = new Reasons(driver, instances, ENVIRONMENT, CREDENTIALS);
        RegistryEffects told = new RegistryEffects(look, instances, operations, steps, transaction, () -> now);
        ProcessEffects started = new ProcessEffects(new Launcher(driver, ARTIFACTS, revisions, ENVIRONMENT), told,
                CREDENTIALS, instances, failures, steps, reasons, transaction, () -> now);
        GatewayEffects weighed = new GatewayEffects(gateway.traffic(), instances, steps, transaction, () -> now);
        Dispatcher dispatcher = new Dispatcher(started, told, weighed, new Leading(), new Signal()) {

            @Override
            void dispatch(Command.Outward command, State state) {
                if (random.nextInt(100) >= lateness) {
                    super.dispatch(command, state);
                }
            }

            @Override
            void start(String subject, Runnable task) {
                task.run();
            }

            @Override
            long nanoTime() {
                return Duration.between(Instant.EPOCH, now).toNanos();
            }
        };
        executor = new Executor(new OperationRecorder(operations, steps, failures, revisions, reasons),
                new InstanceRecorder(steps, instances, failures, PORTS, driver, reasons, SETTINGS), transaction,
                dispatcher, instances, driver);
        executor.takeOver();
        rollouts = new Rollouts(operations, steps, revisions, versionset, CALLS, transaction);
        observer = new Observer(revisions, operations, instances, failures, new HealthChecksInMemory(driver::probes),
                look, driver, node);
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
