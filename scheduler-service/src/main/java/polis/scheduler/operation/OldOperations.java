package polis.scheduler.operation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.loop.Loop;

/**
 * Forgets operations that ended long ago, with their steps: a workload that ends again and again makes one each time.
 * What is not reported yet stays, and what is of the revision in force. Several schedulers may forget at once.
 */
@Component
@EnableConfigurationProperties(OperationSettings.class)
class OldOperations extends Loop {

    private static final Logger log = LoggerFactory.getLogger(OldOperations.class);
    private static final int BATCH = 200;

    /** Revisions that are kept in any case: the newest is how far versionset-service was read. */
    private static final int REVISIONS = 50;
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final OperationSettings settings;

    OldOperations(JdbcClient jdbc, Clock clock, OperationSettings settings) {
        super("old-operations", PAUSE);
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    protected Duration step() {
        try {
            int forgotten = forget();
            if (forgotten > 0) {
                log.info("Removed {} operations that ended long ago", forgotten);
            }
        } catch (DataAccessException | TransactionException away) {
            log.debug("Operations are forgotten later", away);
        }
        return PAUSE;
    }

    /** Forgets what is due and returns how many operations that were. */
    int forget() {
        Timestamp limit = Timestamp.from(clock.instant().minus(settings.keep()));
        int forgotten = 0;
        int batch;
        do {
            batch = jdbc
                    .sql("""
                            delete from operation where seq in (
                                select seq from operation o
                                where status <> 'RUNNING' and (reported or kind = 'HEAL')
                                  and (kind = 'HEAL' or revision is distinct from (select revision from desired_revision))
                                  and (ended_at < :limit or seq < (
                                      select seq from operation where status <> 'RUNNING' order by seq desc offset :most limit 1))
                                order by seq limit :batch for update skip locked)
                            """)
                    .param("limit", limit).param("most", settings.most() - 1).param("batch", BATCH).update();
            forgotten += batch;
        } while (batch == BATCH);
        jdbc.sql(
                """
                        delete from revision r where received_at < :limit
                          and number < (select max(number) from revision) - :newest
                          and number is distinct from (select revision from desired_revision)
                          and not exists (select 1 from instance i where i.revision = r.number)
                          and not exists (select 1 from operation o where o.revision = r.number or o.previous_revision = r.number)
                        """)
                .param("limit", limit).param("newest", REVISIONS).update();
        return forgotten;
    }
}
