package polis.registry.health;

import com.netflix.appinfo.InstanceInfo;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.registry.lease.LeaseKey;
import polis.registry.lease.LeaseRegistry;
import polis.registry.selfcheck.LocalHealthMonitor;

// ADR 30
/**
 * Checks the instances whose heartbeats arrive at this node, each on a virtual thread, and has the lease told anew when
 * a verdict changes. One thread decides who is due; it never waits for an answer.
 */
@Component
public class HealthChecks implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HealthChecks.class);
    private static final Duration TICK = Duration.ofMillis(200);

    /** It takes a moment until it is noticed that this process was late. */
    private static final long LATE_NEWS = 3_000;

    private final HealthSettings settings;
    private final HealthStreak.Thresholds thresholds;
    private final LeaseRegistry registry;
    private final TimedProbe probe;
    private final HostLimits bounds;
    private final LocalHealthMonitor localHealth;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<LeaseKey, HealthCheck> checks = new ConcurrentHashMap<>();
    private CountDownLatch stopping = new CountDownLatch(0);
    private @Nullable Thread thread;

    HealthChecks(HealthSettings settings, LeaseRegistry registry, TimedProbe probe, LocalHealthMonitor localHealth,
            Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.thresholds = new HealthStreak.Thresholds(settings.rise(), settings.fall(), settings.flapWindow());
        this.registry = registry;
        this.probe = probe;
        this.bounds = new HostLimits(settings.concurrency(), settings.perHost());
        this.localHealth = localHealth;
        this.clock = clock;
        this.meters = meters;
        meters.gauge("polis.registry.health.under.way", bounds, HostLimits::underWay);
    }

    /** What is known of the health of an instance that is registered so. */
    public InstanceHealth of(InstanceInfo info) {
        if (!settings.enabled() || HealthAddress.of(info) instanceof HealthAddress.Absent) {
            return InstanceHealth.NONE;
        }
        HealthCheck check = checks.get(LeaseKey.of(info));
        return check == null ? InstanceHealth.AWAITED : check.fact();
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        if (settings.enabled()) {
            thread = Thread.ofPlatform().name("health-checks").daemon().start(this::run);
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (!stopping.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    follow();
                    begin();
                } catch (RuntimeException e) {
                    log.error("A round of health checks did not begin.", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the checks those of the leases that live. */
    private void follow() {
        var live = new HashSet<LeaseKey>();
        registry.eachOwn(info -> {
            String url = HealthAddress.stated(info);
            if (url == null || url.isBlank()) {
                return;
            }
            LeaseKey key = LeaseKey.of(info);
            live.add(key);
            HealthCheck known = checks.get(key);
            if (known == null || !known.url().equals(url)) {
                HealthAddress address = HealthAddress.of(info);
                checks.put(key, new HealthCheck(url, address, System.nanoTime(), now()));
                if (address instanceof HealthAddress.Unusable) {
                    registry.repeat(info.getAppName(), info.getId());
                }
            }
        });
        checks.keySet().retainAll(live);
    }

    private void begin() {
        long now = System.nanoTime();
        // Each time is read once: it may change while the others are sorted.
        checks.entrySet().stream()
                .map(entry -> new Due(entry.getKey(), entry.getValue(), entry.getValue().dueAt() - now))
                .filter(due -> due.in() <= 0).sorted(Comparator.comparingLong(Due::in))
                .forEach(due -> begin(due.key(), due.check(), now));
    }

    private record Due(LeaseKey key, HealthCheck check, long in) {}

    private void begin(LeaseKey key, HealthCheck check, long now) {
        if (!(check.address() instanceof HealthAddress.Stated stated) || !bounds.enter(stated.host())) {
            return;
        }
        if (check.begin(now) == null) {
            bounds.leave(stated.host());
            return;
        }
        check.due(now + pause(settings.interval()));
        long begun = System.nanoTime();
        // A thread that hangs in a lookup gives its turn back in time, but is not joined by a second one.
        probe.check(stated, outcome -> {
            bounds.leave(stated.host());
            if (tellsNothing(outcome, System.nanoTime() - begun)) {
                count("unsure");
            } else {
                found(key, check, outcome);
            }
        }, check::end);
    }

    /** A time-out is no failure of the instance's where this process itself was late: slow is not sick. */
    private boolean tellsNothing(Outcome outcome, long tookNanos) {
        return outcome instanceof Outcome.Failed && tookNanos >= settings.timeout().toNanos()
                && localHealth.degradedWithin(tookNanos / 1_000_000 + LATE_NEWS) != null;
    }

    private void count(String outcome) {
        meters.counter("polis.registry.health.checks", "outcome", outcome).increment();
    }

    private void found(LeaseKey key, HealthCheck check, Outcome outcome) {
        count(outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        boolean changed = check.found(outcome, now(), thresholds);
        if (check.urgent()) {
            check.due(System.nanoTime() + pause(settings.fastInterval()));
        }
        if (changed && checks.get(key) == check) {
            log.info("The health check of {} of {} is {} now: {}", key.id(), key.app(), check.fact().status(),
                    outcome instanceof Outcome.Failed(_, String cause) ? cause : outcome.detail());
            registry.repeat(key.app(), key.id());
        }
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private long pause(Duration interval) {
        double moved = 1 + settings.jitter() * (ThreadLocalRandom.current().nextDouble() - 0.5) * 2;
        return (long) (interval.toNanos() * moved);
    }
}
