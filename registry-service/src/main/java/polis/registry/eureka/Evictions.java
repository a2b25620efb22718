package polis.registry.eureka;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for leases that ran out and for answers that are out of date, at a steady pace. A look that comes much too late, or too
 * early by the clock, says that this process stood still (its container was paused, its machine slept, a collection took
 * seconds) or that the clock was set: then the leases' silence is no news.
 */
@Component
class Evictions implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Evictions.class);
    private static final long LATE = 2_000;

    private final LeaseRegistry registry;
    private final LeaseBook book;
    private final Payloads payloads;
    private final long intervalMillis;
    private long due;
    private @Nullable ScheduledExecutorService timer;
    private @Nullable ScheduledFuture<?> ticking;

    Evictions(LeaseRegistry registry, LeaseBook book, Payloads payloads, EurekaSettings settings) {
        this.registry = registry;
        this.book = book;
        this.payloads = payloads;
        this.intervalMillis = settings.evictionInterval().toMillis();
    }

    @Override
    public void start() {
        timer = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lease-eviction").factory());
        ticking = timer.scheduleWithFixedDelay(this::tick, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (timer != null && ticking != null) {
            ticking.cancel(false);
            timer.shutdown();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** After the leases of the last run are back. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void tick() {
        try {
            look();
        } catch (RuntimeException e) {
            // The next tick comes all the same.
            log.error("Looking for leases that ran out failed.", e);
        }
    }

    void look() {
        long off = due == 0 ? 0 : book.now() - due;
        if (Math.abs(off) > LATE) {
            log.warn("This process stood still or its clock was set, by {} ms. Each lease gets one fresh duration.",
                    off);
            book.stoodStill();
        }
        try {
            registry.evict();
            payloads.tidy();
        } finally {
            due = book.now() + intervalMillis;
        }
    }
}
