package polis.registry.eureka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.registry.retention.UndescribedSettings;

/**
 * Refuses registrations of instances that are new where there are as many as the heap carries, with a 503 that a stock client
 * takes for a server that is busy: it tries again with its next heartbeat. Whoever is registered stays so.
 */
@Component
@EnableConfigurationProperties({BoundSettings.class, UndescribedSettings.class})
class RegistrationBounds {

    private static final Logger log = LoggerFactory.getLogger(RegistrationBounds.class);
    private static final long COUNT_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Leases leases;
    private final BoundSettings settings;
    private final UndescribedSettings strangers;
    private final JdbcClient jdbc;
    private final Counter refused;
    private final AtomicInteger known = new AtomicInteger();
    private final AtomicLong countedAt = new AtomicLong(System.nanoTime() - COUNT_AGAIN_NANOS);
    private final AtomicBoolean full = new AtomicBoolean();

    RegistrationBounds(Leases leases, BoundSettings settings, UndescribedSettings strangers, JdbcClient jdbc,
            MeterRegistry meters) {
        this.leases = leases;
        this.settings = settings;
        this.strangers = strangers;
        this.jdbc = jdbc;
        this.refused = Counter.builder("polis.registry.eureka.refused")
                .description("Registrations for which there was no room.").register(meters);
    }

    /** @param app in upper case */
    void check(String app, String id) {
        if (leases.get(app, id) != null) {
            return;
        }
        if (leases.size() >= settings.instances()) {
            throw refuse(
                    "%d instances are registered, which is as many as this registry carries (polis.registry.eureka.bounds.instances)."
                            .formatted(leases.size()));
        }
        int ofApp = leases.of(app).size();
        if (ofApp >= settings.instancesPerService()) {
            throw refuse(
                    "%d instances of %s are registered, which is as many as one service may have (polis.registry.eureka.bounds.instances-per-service)."
                            .formatted(ofApp, app));
        }
        if (ofApp == 0 && strangersAreMany() && !isDescribed(app.toLowerCase(Locale.ROOT))) {
            throw refuse(
                    "There are %d services that nobody has described, and no more are taken in (polis.registry.undescribed.most): describe %s first."
                            .formatted(strangers.most(), app));
        }
        if (full.get() && leases.size() < settings.instances() / 8 * 7) {
            full.set(false);
        }
    }

    private BadCall refuse(String why) {
        refused.increment();
        if (full.compareAndSet(false, true)) {
            log.warn("Registrations are refused: {}", why);
        }
        return new BadCall(503, why + " Try again later.", Map.of("Retry-After", "30"));
    }

    /** Counted once in a while; in between each name that is let in counts. Nothing waits for a database that is away. */
    private boolean strangersAreMany() {
        long last = countedAt.get();
        if (System.nanoTime() - last >= COUNT_AGAIN_NANOS && countedAt.compareAndSet(last, System.nanoTime())) {
            try {
                known.set(jdbc.sql("select count(*) from service where not described and not driven")
                        .query(Integer.class).single());
            } catch (DataAccessException away) {
                log.debug("Services are counted later", away);
            }
        }
        return known.incrementAndGet() > strangers.most();
    }

    private boolean isDescribed(String name) {
        try {
            return jdbc.sql("select 1 from service where name = ?").param(name).query(Integer.class).optional()
                    .isPresent();
        } catch (DataAccessException away) {
            log.debug("Whether {} is described cannot be said now", name, away);
            return true;
        }
    }
}
