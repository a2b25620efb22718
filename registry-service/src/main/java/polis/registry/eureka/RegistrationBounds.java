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
import org.springframework.stereotype.Component;
import polis.registry.lease.BoundSettings;
import polis.registry.lease.Lease;
import polis.registry.lease.Leases;

/**
 * Refuses what the heap would not carry, instances that are new and leases that grow, with a 503 that a stock client
 * takes for a server that is busy: it tries again with its next heartbeat. Whoever is registered stays so.
 */
@Component
class RegistrationBounds {

    private static final Logger log = LoggerFactory.getLogger(RegistrationBounds.class);

    private final Leases leases;
    private final BoundSettings settings;
    private final UndescribedServices undescribed;
    private final RegistrationRefusals refusals;
    private final Counter refused;
    private final ReentrantLock admitting = new ReentrantLock();
    private final AtomicBoolean full = new AtomicBoolean();

    RegistrationBounds(Leases leases, BoundSettings settings, UndescribedServices undescribed,
            RegistrationRefusals refusals, MeterRegistry meters) {
        this.leases = leases;
        this.settings = settings;
        this.undescribed = undescribed;
        this.refusals = refusals;
        this.refused = Counter.builder("polis.registry.eureka.refused")
                .description("Registrations that were refused for want of memory.").register(meters);
        Gauge.builder("polis.registry.eureka.memory", leases, Leases::weight).baseUnit("bytes")
                .description("What the leases take of the heap.").register(meters);
        Gauge.builder("polis.registry.eureka.memory.most", settings, BoundSettings::bytes).baseUnit("bytes")
                .description("What the leases may take of the heap.").register(meters);
    }

    /**
     * Runs {@code entry} if there is memory for the lease, or for what it becomes. One at a time, so that memory is not
     * given out twice.
     *
     * @param app in upper case
     * @param weight of the lease as it will be
     */
    void admit(String app, String id, long weight, Runnable entry) {
        if (leases.of(app).isEmpty() && undescribed.tooMany(app)) {
            throw refuse(undescribed.why(app));
        }
        admitting.lock();
        try {
            String why = whyNot(app, leases.get(app, id), weight);
            if (why != null) {
                throw refuse(why);
            }
            entry.run();
        } finally {
            admitting.unlock();
        }
    }

    private @Nullable String whyNot(String app, @Nullable Lease before, long weight) {
        long growth = weight - (before == null ? 0 : before.weight());
        if (growth <= 0) {
            return null;
        }
        long all = leases.weight() + growth;
        if (all > settings.bytes()) {
            return "All leases may take %,d KB of the heap (polis.registry.eureka.bounds.memory); they take %,d KB, and this one needs %,d KB more."
                    .formatted(settings.bytes() >> 10, leases.weight() >> 10, (growth >> 10) + 1);
        }
        if (leases.weight(app) + growth > settings.bytesPerService()) {
            return "The leases of one service may take %,d KB of the heap, half of polis.registry.eureka.bounds.memory; those of %s take %,d KB."
                    .formatted(settings.bytesPerService() >> 10, app, leases.weight(app) >> 10);
        }
        if (before == null && leases.size() >= settings.instances()) {
            return "At most %,d instances may be registered (polis.registry.eureka.bounds.instances); there are %,d."
                    .formatted(settings.instances(), leases.size());
        }
        if (before == null && leases.of(app).size() >= settings.instancesPerService()) {
            return "One service may register %,d instances (polis.registry.eureka.bounds.instances-per-service); %s has %,d."
                    .formatted(settings.instancesPerService(), app, leases.of(app).size());
        }
        if (all < settings.bytes() / 8 * 7) {
            full.set(false);
        }
        return null;
    }

    private EurekaException refuse(String why) {
        refused.increment();
        refusals.add(why);
        if (full.compareAndSet(false, true)) {
            log.warn("Registrations are refused: {}", why);
        }
        return busy(why);
    }

    static EurekaException busy(String why) {
        return new EurekaException(503, why + " Try again later.", Map.of("Retry-After", "30"));
    }
}
