package polis.registry.service;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import polis.feed.Feed;
import polis.registry.retention.Purge;
import polis.registry.retention.UndescribedSettings;

// ADR 84
/**
 * Forgets services that nobody described, no scheduler drives and of which no instance lives, with their versions,
 * their history and their credentials: such as a client makes that registers under one name after the other. What
 * somebody described stays.
 */
@Component
@EnableConfigurationProperties(UndescribedSettings.class)
class ForgottenServices implements Purge {

    private static final int BATCH = 200;
    private static final Duration WHEN_TIGHT = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Feed feed;
    private final Clock clock;
    private final UndescribedSettings settings;

    ForgottenServices(JdbcClient jdbc, PlatformTransactionManager transactions, Feed feed, Clock clock,
            UndescribedSettings settings) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.feed = feed;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public String what() {
        return "services that nobody described and that had no instance for " + settings.passing();
    }

    @Override
    public int purge() {
        int purged = 0;
        int batch;
        do {
            Integer forgotten = transactions.execute(status -> batch(limit()));
            batch = forgotten == null ? 0 : forgotten;
            purged += batch;
        } while (batch == BATCH);
        return purged;
    }

    /** Where the names get as many as there may be they go sooner. */
    private Duration limit() {
        long undescribed = jdbc.sql("select count(*) from service where not described and not managed")
                .query(Long.class).single();
        boolean tight = undescribed > settings.most() / 8L * 5;
        return tight && WHEN_TIGHT.compareTo(settings.passing()) < 0 ? WHEN_TIGHT : settings.passing();
    }

    private int batch(Duration silence) {
        List<String> due = jdbc.sql("""
                select name from service s where not described and not managed and lifecycle_since < :limit
                and not exists (select 1 from instance i where i.service = s.name
                    and (i.state <> 'GONE' or i.lease_status is not null or i.ended_at >= :limit))
                and not exists (select 1 from eureka_credential c where c.service = s.name and c.created_at >= :limit)
                order by lifecycle_since limit :batch for update skip locked
                """).param("limit", clock.instant().minus(silence).atOffset(ZoneOffset.UTC)).param("batch", BATCH)
                .query((row, number) -> row.getString("name")).list();
        if (!due.isEmpty()) {
            String[] names = due.toArray(String[]::new);
            for (String table : List.of("instance", "service_version", "transition", "transition_day",
                    "eureka_credential")) {
                jdbc.sql("delete from " + table + " where service = any(:names)").param("names", names).update();
            }
            jdbc.sql("delete from service where name = any(:names)").param("names", names).update();
            feed.appendAll(
                    due.stream().map(name -> new Feed.News("ServiceForgotten", name, Map.of("name", name))).toList());
        }
        return due.size();
    }
}
