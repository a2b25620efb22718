package polis.registry.eureka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Refuses what the heap would not carry, instances that are new and leases that grow, with a 503 that a stock client
 * takes for a server that is busy: it tries again with its next heartbeat. Whoever is registered stays so.
 */
@Component
@EnableConfigurationProperties(BoundSettings.class)
class RegistrationBounds {

    private static final Logger log = LoggerFactory.getLogger(RegistrationBounds.class);

    private final Leases leases;
    private final BoundSettings settings;
    private final Strangers strangers;
    private final RegistrationRefusals refusals;
    private final Counter refused;
    private final ReentrantLock entering = new ReentrantLock();
    private final AtomicBoolean full = new AtomicBoolean();

    RegistrationBounds(Leases leases, BoundSettings settings, Strangers strangers, RegistrationRefusals refusals,
            MeterRegistry meters) {
        this.leases = leases;
        this.settings = settings;
        this.strangers = strangers;
        this.refusals = refusals;
        this.refused = Counter.builder("polis.registry.eureka.refused")
                .description("Registrations for which there was no room.").register(meters);
        Gauge.builder("polis.registry.eureka.memory", leases, Leases::weight).baseUnit("bytes")
                .description("What the leases take of the heap.").register(meters);
        Gauge.builder("polis.registry.eureka.memory.most", settings, BoundSettings::bytes).baseUnit("bytes")
                .description("What the leases may take of the heap.").register(meters);
    }

    /**
     * Enters a lease, or what it becomes, if there is room. One at a time: what enters at once finds the room once.
     *
     * @param app in upper case
     * @param weight of the lease as it will be
     */
    void enter(String app, String id, long weight, Runnable entry) {
        if (leases.of(app).isEmpty() && strangers.areTooMany(app)) {
            throw refuse(strangers.why(app));
        }
        entering.lock();
        try {
            String why = whyNot(app, leases.get(app, id), weight);
            if (why != null) {
                throw refuse(why);
            }
            entry.run();
        } finally {
            entering.unlock();
        }
    }

    private @Nullable String whyNot(String app, @Nullable HeldLease before, long weight) {
        long growth = weight - (before == null ? 0 : before.weight());
        if (growth <= 0) {
            return null;
        }
        long all = leases.weight() + growth;
        if (all > settings.bytes()) {
            return "The leases take %,d KB of the heap, and may take %,d KB (polis.registry.eureka.bounds.memory): %,d KB more are too many."
                    .formatted(leases.weight() >> 10, settings.bytes() >> 10, (growth >> 10) + 1);
        }
        if (leases.weight(app) + growth > settings.bytesPerService()) {
            return "The leases of %s take %,d KB of the heap, and those of one service may take %,d KB, half of polis.registry.eureka.bounds.memory."
                    .formatted(app, leases.weight(app) >> 10, settings.bytesPerService() >> 10);
        }
        if (before == null && leases.size() >= settings.instances()) {
            return "%,d instances are registered, and there may be %,d (polis.registry.eureka.bounds.instances)."
                    .formatted(leases.size(), settings.instances());
        }
        if (before == null && leases.of(app).size() >= settings.instancesPerService()) {
            return "%,d instances of %s are registered, and one service may have %,d (polis.registry.eureka.bounds.instances-per-service)."
                    .formatted(leases.of(app).size(), app, settings.instancesPerService());
        }
        if (all < settings.bytes() / 8 * 7) {
            full.set(false);
        }
        return null;
    }

    private BadCall refuse(String why) {
        refused.increment();
        refusals.add(why);
        if (full.compareAndSet(false, true)) {
            log.warn("Registrations are refused: {}", why);
        }
        return busy(why);
    }

    static BadCall busy(String why) {
        return new BadCall(503, why + " Try again later.", Map.of("Retry-After", "30"));
    }
}
