package polis.registry.finding;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.registry.retention.Purge;

/** Forgets what was said of findings when it has not been in force for long, whether they are still wrong or not. */
@Component
@EnableConfigurationProperties(FindingSettings.class)
class ExpiredAcknowledgements implements Purge {

    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final FindingSettings settings;

    ExpiredAcknowledgements(JdbcClient jdbc, Clock clock, FindingSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public String what() {
        return "acknowledgements of findings that expired more than " + settings.retention() + " ago";
    }

    /** One that is being renewed is locked, and left. */
    @Override
    public int purge() {
        Instant limit = clock.instant().minus(settings.retention());
        int purged = 0;
        int batch;
        do {
            batch = jdbc.sql("""
                    delete from finding_acknowledgement where finding in (
                        select finding from finding_acknowledgement where until < :limit
                        order by until limit :batch for update skip locked)
                    """).param("limit", limit.atOffset(ZoneOffset.UTC)).param("batch", BATCH).update();
            purged += batch;
        } while (batch == BATCH);
        return purged;
    }
}
