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

/** Looks for leases that ran out and for answers that are out of date, at a steady pace. */
@Component
class Evictions implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Evictions.class);

    private final LeaseRegistry registry;
    private final Payloads payloads;
    private final long intervalMillis;
    private @Nullable ScheduledExecutorService timer;
    private @Nullable ScheduledFuture<?> ticking;

    Evictions(LeaseRegistry registry, Payloads payloads, EurekaSettings settings) {
        this.registry = registry;
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
            registry.evict();
            payloads.tidy();
        } catch (RuntimeException e) {
            // The next tick comes all the same.
            log.error("Looking for leases that ran out failed.", e);
        }
    }
}
