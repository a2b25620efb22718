package polis.registry.eureka;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.registry.retention.UndescribedSettings;

/** Counts the services that nobody has described: each new name that registers makes one. */
@Component
@EnableConfigurationProperties(UndescribedSettings.class)
class UndescribedServices {

    private static final Logger log = LoggerFactory.getLogger(UndescribedServices.class);
    private static final long COUNT_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final UndescribedSettings settings;
    private final JdbcClient jdbc;
    private final AtomicInteger known = new AtomicInteger();
    private final AtomicLong countedAt = new AtomicLong(System.nanoTime() - COUNT_AGAIN_NANOS);

    UndescribedServices(UndescribedSettings settings, JdbcClient jdbc) {
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /** Returns whether one more is too many, and this name is one more. */
    boolean tooMany(String app) {
        return many() && !isKnown(app.toLowerCase(Locale.ROOT));
    }

    String why(String app) {
        return "At most %d services may exist without a description (polis.registry.undescribed.most). Describe %s first: PUT /api/v1/services/{name}."
                .formatted(settings.most(), app);
    }

    /**
     * Counted once in a while; in between each name that is let in counts. Nothing waits for a database that is away.
     */
    private boolean many() {
        long last = countedAt.get();
        if (System.nanoTime() - last >= COUNT_AGAIN_NANOS && countedAt.compareAndSet(last, System.nanoTime())) {
            try {
                known.set(jdbc.sql("select count(*) from service where not described and not managed")
                        .query(Integer.class).single());
            } catch (DataAccessException away) {
                log.debug("The undescribed services are counted later.", away);
            }
        }
        return known.incrementAndGet() > settings.most();
    }

    private boolean isKnown(String name) {
        try {
            return jdbc.sql("select 1 from service where name = :name").param("name", name).query(Integer.class)
                    .optional().isPresent();
        } catch (DataAccessException away) {
            log.debug("{} could not be looked up; it is taken for known.", name, away);
            return true;
        }
    }
}
