package polis.scheduler.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.Watched;
import polis.scheduler.execute.Executor;
import polis.scheduler.lead.Leadership;
import polis.scheduler.observe.Observer;
import polis.scheduler.operation.Rollouts;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Reconciler;

/** Looks, has the reconciler decide, does what it says; again whenever something changed, and every so often anyway. */
// ADR 6
@Component
class ReconcileLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReconcileLoop.class);

    private final Rollouts rollouts;
    private final Observer observer;
    private final Reconciler reconciler;
    private final Executor executor;
    private final Leadership leadership;
    private final Signal signal;
    private final ReconcileSettings settings;
    private final InstantSource clock;

    @Nullable
    private volatile Thread thread;

    @Nullable
    private Watched watched;

    ReconcileLoop(Rollouts rollouts, Observer observer, Reconciler reconciler, Executor executor, Leadership leadership,
            Signal signal, ReconcileSettings settings, InstantSource clock) {
        this.rollouts = rollouts;
        this.observer = observer;
        this.reconciler = reconciler;
        this.executor = executor;
        this.leadership = leadership;
        this.signal = signal;
        this.settings = settings;
        this.clock = clock;
        executor.onChange(signal::raise);
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
            executor.rest();
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
                    executor.rest();
                    observer.rest();
                }
                signal.await(settings.interval());
            } catch (InterruptedException over) {
                return;
            } catch (RuntimeException failed) {
                // Whatever it was: the next look sees things as they are then.
                log.warn("A look at the state failed: {}", failed.toString());
                log.debug("A look at the state failed", failed);
                try {
                    signal.await(settings.interval());
                } catch (InterruptedException over) {
                    return;
                }
            }
        }
    }

    private Watched takeOver() {
        Instant now = clock.instant();
        executor.takeOver();
        return Watched.from(now);
    }

    private void reconcile(Watched seen) {
        // What is decided may be done at once as far as it is only written down: then there is more to decide.
        boolean again = true;
        for (int looks = 0; again && looks < 20; looks++) {
            Instant now = clock.instant();
            rollouts.open(now);
            State state = observer.look(now, seen, executor.refusals());
            observer.watchHealth(state, signal::raise);
            again = false;
            for (Command command : reconciler.decide(state, now)) {
                again |= executor.execute(command, state, now);
            }
        }
    }
}
