package polis.registry.history;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.registry.retention.Purge;

/** Sums up steps by service and day once they are older than they are kept. */
@Component
@EnableConfigurationProperties(HistorySettings.class)
class OldTransitions implements Purge {

    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final HistorySettings settings;

    OldTransitions(JdbcClient jdbc, Clock clock, HistorySettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public String what() {
        return "steps older than " + settings.keep() + ", of which one row of each service and day is left";
    }

    /** One statement moves a batch: a step is in its sum exactly if it is gone. */
    @Override
    public int purge() {
        int purged = 0;
        int batch;
        do {
            batch = jdbc.sql("""
                    with due as (
                        select seq, service, instance, to_state, (at at time zone 'UTC')::date as day from transition
                        where at < :limit order by at limit :batch for update skip locked),
                    summed as (
                        insert into transition_day as t (service, day, steps, failures, last_state)
                        select service, day, count(*), count(*) filter (where to_state = 'FAILED'),
                            (array_agg(to_state order by seq desc) filter (where instance is null))[1]
                        from due group by service, day
                        on conflict (service, day) do update set steps = t.steps + excluded.steps,
                            failures = t.failures + excluded.failures,
                            last_state = coalesce(excluded.last_state, t.last_state))
                    delete from transition using due where transition.seq = due.seq
                    """).param("limit", clock.instant().minus(settings.keep()).atOffset(ZoneOffset.UTC))
                    .param("batch", BATCH).update();
            purged += batch;
        } while (batch == BATCH);
        return purged;
    }
}
