package polis.registry.instance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.registry.retention.Purge;

/** Forgets instances that have been gone for longer than they are to be remembered. */
@Component
@EnableConfigurationProperties(RetentionSettings.class)
class GoneInstances implements Purge {

    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RetentionSettings settings;

    GoneInstances(JdbcClient jdbc, Clock clock, RetentionSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public String what() {
        return "instances that were gone for longer than " + settings.retention();
    }

    /** One whose process registers against orders is left until its lease ends. */
    @Override
    public int purge() {
        return purge(settings.retention(), "") + purge(settings.passing(), """
                and exists (select 1 from service where name = instance.service and not described and not managed)""");
    }

    private int purge(Duration retention, String which) {
        Instant limit = clock.instant().minus(retention);
        int purged = 0;
        int batch;
        do {
            batch = jdbc
                    .sql("""
                            delete from instance where (service, id) in (
                                select service, id from instance where state = 'GONE' and ended_at < :limit and lease_status is null
                                %s order by ended_at limit :batch for update skip locked)
                            """
                            .formatted(which))
                    .param("limit", limit.atOffset(ZoneOffset.UTC)).param("batch", BATCH).update();
            purged += batch;
        } while (batch == BATCH);
        return purged;
    }
}
