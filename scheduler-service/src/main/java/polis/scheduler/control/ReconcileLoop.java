package polis.scheduler.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.scheduler.driver.Driver;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Phase;
import polis.scheduler.reconcile.Reconciler;
import polis.scheduler.reconcile.Watched;
import polis.scheduler.workload.HealthChecks;
import polis.scheduler.workload.Instance;
import polis.scheduler.workload.Instances;

/** Looks, has the reconciler decide, does what it says; again whenever something changed, and every so often anyway. */
@Component
class ReconcileLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReconcileLoop.class);

    private final Rollouts rollouts;

    private final City city;

    private final Reconciler reconciler;

    private final StateCommands state;

    private final Dispatcher dispatcher;

    private final Leadership leadership;

    private final Instances instances;

    private final HealthChecks health;

    private final Driver driver;

    private final Signal signal;

    private final ControlSettings settings;

    private final InstantSource clock;

    @Nullable
    private volatile Thread thread;

    @Nullable
    private Watched watched;

    ReconcileLoop(Rollouts rollouts, City city, Reconciler reconciler, StateCommands state, Dispatcher dispatcher,
            Leadership leadership, Instances instances, HealthChecks health, Driver driver, Signal signal,
            ControlSettings settings, InstantSource clock) {
        this.rollouts = rollouts;
        this.city = city;
        this.reconciler = reconciler;
        this.state = state;
        this.dispatcher = dispatcher;
        this.leadership = leadership;
        this.instances = instances;
        this.health = health;
        this.driver = driver;
        this.signal = signal;
        this.settings = settings;
        this.clock = clock;
        driver.onExit(signal::raise);
    }

    @Override
    public void start() {
        Thread loop = Thread.ofPlatform().name("reconcile").unstarted(this::run);
        thread = loop;
        loop.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (Thread.currentThread().equals(thread)) {
            try {
                if (leadership.seek()) {
                    watched = watched == null ? takeOver() : watched.look(clock.instant());
                    reconcile(watched);
                } else {
                    watched = null;
                    health.watch(List.of(), signal::raise);
                }
                signal.await(settings.interval());
            } catch (InterruptedException over) {
                return;
            } catch (RuntimeException failed) {
                // Whatever it was: the next look sees things as they are then.
                log.warn("A look at the city failed: {}", failed.toString());
                log.debug("A look at the city failed", failed);
                try {
                    signal.await(settings.interval());
                } catch (InterruptedException over) {
                    return;
                }
            }
        }
    }

    /**
     * What another scheduler, or this one in an earlier life, left running is taken over before anything is decided.
     */
    private Watched takeOver() {
        Instant now = clock.instant();
        Map<String, Optional<Driver.Running>> known = new HashMap<>();
        for (Instance instance : instances.present(now)) {
            Long pid = instance.pid();
            Long started = instance.pidStarted();
            Long ticks = instance.pidTicks();
            known.put(instance.id(),
                    pid == null || started == null
                            ? Optional.empty()
                            : Optional.of(new Driver.Running(pid, started, ticks == null ? 0 : ticks)));
        }
        driver.adopt(known);
        dispatcher.clear();
        return Watched.from(now);
    }

    private void reconcile(Watched seen) {
        // What is decided may be done at once as far as it is only written down: then there is more to decide.
        boolean again = true;
        for (int looks = 0; again && looks < 20; looks++) {
            Instant now = clock.instant();
            rollouts.open(now);
            Picture picture = city.look(now, seen, dispatcher.refusals());
            health.watch(picture.instances().values().stream().filter(ReconcileLoop::checked).toList(), signal::raise);
            again = false;
            for (Command command : reconciler.decide(picture.desired(), picture.observed(), now)) {
                if (concerns(command).filter(dispatcher::launching).isEmpty()
                        && !dispatcher.dispatch(command, picture)) {
                    state.run(command, picture, now);
                    again |= !repeated(command);
                }
            }
        }
    }

    private static boolean checked(Instance instance) {
        return instance.phase() == Phase.STARTING || instance.phase() == Phase.HEALTHY || instance.phase() == Phase.RUN;
    }

    private static Optional<String> concerns(Command command) {
        return switch (command) {
            case Command.Stop(String instance, String reason) -> Optional.of(instance);
            case Command.Bury(String instance, boolean failed) -> Optional.of(instance);
            case Command.Condemn(String instance, String reason) -> Optional.of(instance);
            default -> Optional.empty();
        };
    }

    /** Commands that change nothing when they are done again. */
    private static boolean repeated(Command command) {
        return command instanceof Command.AwaitRoom || command instanceof Command.Kill;
    }
}
