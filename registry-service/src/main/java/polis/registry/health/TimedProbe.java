package polis.registry.health;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs probes on virtual threads, none longer than the timeout as far as the one who asked is concerned. */
final class TimedProbe implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TimedProbe.class);

    private final HealthProbe probe;
    private final long timeoutMillis;
    private final ScheduledExecutorService deadlines = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("health-deadlines").daemon().factory());

    TimedProbe(HealthProbe probe, long timeoutMillis) {
        this.probe = probe;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Begins a check.
     *
     * @param taker gets the outcome, once, at the timeout at the latest
     * @param back runs when the thread is really back
     */
    void check(HealthAddress.Stated address, Consumer<Outcome> taker, Runnable back) {
        var told = new AtomicBoolean();
        var open = new AtomicReference<Closeable>(() -> {});
        ScheduledFuture<?> deadline = deadlines.schedule(() -> {
            if (told.compareAndSet(false, true)) {
                close(open.get());
                taker.accept(probe.timedOut());
            }
        }, timeoutMillis, TimeUnit.MILLISECONDS);
        Thread.ofVirtual().name("health-check").start(() -> {
            try {
                Outcome outcome = probe.check(address, open::set);
                if (told.compareAndSet(false, true)) {
                    deadline.cancel(false);
                    taker.accept(outcome);
                }
            } catch (RuntimeException e) {
                log.error("A health check of {} broke.", address, e);
                if (told.compareAndSet(false, true)) {
                    deadline.cancel(false);
                    taker.accept(Outcome.Failed.unanswered("The check itself broke."));
                }
            } finally {
                back.run();
            }
        });
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("A socket did not close.", e);
        }
    }
}
