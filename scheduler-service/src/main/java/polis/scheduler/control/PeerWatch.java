package polis.scheduler.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.scheduler.credential.EurekaCredentials;
import polis.scheduler.driver.Driver;
import polis.scheduler.operation.Operation;
import polis.scheduler.operation.Operation.Status;
import polis.scheduler.operation.Operations;
import polis.scheduler.reconcile.Phase;
import polis.scheduler.registry.Registry;
import polis.scheduler.wanted.Revisions;
import polis.scheduler.wanted.Versionset;
import polis.scheduler.workload.Instance;
import polis.scheduler.workload.Instances;
import polis.scheduler.workload.Setbacks;

/** Asks the peers again and again what is new with them; each on its own, so that one that is slow delays nobody. */
@Component
class PeerWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PeerWatch.class);

    private static final Duration KEPT = Duration.ofDays(2);

    private final Registry registry;

    private final Versionset versionset;

    private final Rollouts rollouts;

    private final Operations operations;

    private final Instances instances;

    private final Setbacks setbacks;

    private final EurekaCredentials credentials;

    private final Revisions revisions;

    private final Driver driver;

    private final Leadership leadership;

    private final Signal signal;

    private final ControlSettings settings;

    private final InstantSource clock;

    private final List<Thread> threads = new ArrayList<>();

    PeerWatch(Registry registry, Versionset versionset, Rollouts rollouts, Operations operations, Instances instances,
            Setbacks setbacks, EurekaCredentials credentials, Revisions revisions, Driver driver, Leadership leadership,
            Signal signal, ControlSettings settings, InstantSource clock) {
        this.registry = registry;
        this.versionset = versionset;
        this.rollouts = rollouts;
        this.operations = operations;
        this.instances = instances;
        this.setbacks = setbacks;
        this.credentials = credentials;
        this.revisions = revisions;
        this.driver = driver;
        this.leadership = leadership;
        this.signal = signal;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        every("registry", settings.registry(), () -> {
            if (registry.look()) {
                signal.raise();
            }
        });
        every("revisions", settings.revisions(), () -> {
            if (leadership.held()) {
                OptionalLong current = versionset.current();
                if (current.isPresent() && rollouts.propose(current.getAsLong())) {
                    signal.raise();
                }
            }
        });
        every("outcomes", settings.revisions(), this::reportOutcomes);
        every("housekeeping", settings.interval().multipliedBy(10), this::keepHouse);
    }

    private void reportOutcomes() {
        if (leadership.held()) {
            for (Operation operation : operations.unreported()) {
                boolean healthy = operation.status() == Status.SUCCEEDED;
                String reason = operation.reason() == null ? "every service serves" : operation.reason();
                if (!versionset.report(operation.revision(), healthy, reason)) {
                    return;
                }
                operations.reported(operation.seq());
            }
        }
    }

    private void keepHouse() {
        if (!leadership.held()) {
            return;
        }
        Instant now = clock.instant();
        List<Instance> present = instances.present(now);
        setbacks.all().forEach(setback -> {
            List<Instance> own = present.stream().filter(instance -> instance.service().equals(setback.service()))
                    .toList();
            boolean stable = !own.isEmpty() && own.stream().allMatch(instance -> instance.phase() == Phase.RUN
                    && instance.runAt() != null && !now.isBefore(instance.runAt().plus(settings.stableAfter())));
            if (stable && (setback.retryAt() == null || now.isAfter(setback.retryAt()))) {
                setbacks.clear(setback.service());
            }
        });
        instances.forget(now.minus(KEPT));
        driver.tidy(KEPT);
        Set<String> services = present.stream().map(Instance::service).collect(Collectors.toCollection(HashSet::new));
        Long wanted = revisions.wanted().revision();
        if (wanted != null) {
            services.addAll(revisions.manifest(wanted).services().keySet());
        }
        credentials.keepOnly(services, oldest(present));
    }

    private static Map<String, Instant> oldest(List<Instance> present) {
        Map<String, Instant> oldest = new HashMap<>();
        for (Instance instance : present) {
            Instant startedAt = instance.startedAt();
            if (startedAt != null) {
                oldest.merge(instance.service(), startedAt, (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return oldest;
    }

    private void every(String name, Duration interval, Runnable task) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    task.run();
                } catch (RuntimeException failed) {
                    log.warn("Looking after {} failed: {}", name, failed.toString());
                    log.debug("Looking after {} failed", name, failed);
                }
                try {
                    Thread.sleep(interval);
                } catch (InterruptedException over) {
                    return;
                }
            }
        }));
    }

    @Override
    public void stop() {
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
