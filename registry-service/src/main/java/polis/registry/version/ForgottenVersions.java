package polis.registry.version;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.registry.retention.Purge;

/**
 * Forgets versions of which no instance has run for long: whoever says another version at each start makes one each
 * time.
 */
@Component
class ForgottenVersions implements Purge {

    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration keep;

    /** @param keep as long as steps are kept in full */
    ForgottenVersions(JdbcClient jdbc, Clock clock, @Value("${polis.registry.history.keep:P400D}") Duration keep) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keep = keep;
    }

    @Override
    public String what() {
        return "versions that did not run for " + keep;
    }

    @Override
    public int purge() {
        int purged = 0;
        int batch;
        do {
            batch = jdbc.sql("""
                    delete from service_version where (service, version) in (
                        select v.service, v.version from service_version v where v.last_ended < :limit
                        and not exists (select 1 from instance i where i.service = v.service and i.version = v.version)
                        order by v.last_ended limit :batch for update skip locked)
                    """).param("limit", clock.instant().minus(keep).atOffset(ZoneOffset.UTC)).param("batch", BATCH)
                    .update();
            purged += batch;
        } while (batch == BATCH);
        return purged;
    }
}
