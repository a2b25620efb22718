package polis.scheduler.instance;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import polis.scheduler.cluster.FailureHistory;
import polis.scheduler.cluster.Failures;

/** Keeps count of early exits; with each one the wait before the next try doubles. */
@Repository
class FailureRows implements FailureHistory {

    private final JdbcClient jdbc;

    FailureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Failures> all() {
        Map<String, Failures> all = new HashMap<>();
        jdbc.sql("select * from failure_history").query(row -> {
            Timestamp retryAt = row.getTimestamp("retry_at");
            all.put(row.getString("service"),
                    new Failures(row.getInt("early_exits"), retryAt == null ? null : retryAt.toInstant(),
                            row.getString("last_failure"), row.getString("last_failed")));
        });
        return all;
    }

    @Override
    public void failed(String service, String instance, String reason, boolean early, Instant at) {
        int exits = early
                ? 1 + jdbc.sql("select early_exits from failure_history where service = :service")
                        .param("service", service).query(Integer.class).optional().orElse(0)
                : 0;
        Instant retryAt = at.plus(FailureHistory.pause(exits));
        jdbc.sql("""
                insert into failure_history (service, early_exits, retry_at, last_failure, last_failed)
                values (:service, :exits, :retryAt, :reason, :instance)
                on conflict (service) do update
                   set early_exits = excluded.early_exits, retry_at = excluded.retry_at,
                       last_failure = excluded.last_failure, last_failed = excluded.last_failed
                """).param("service", service).param("exits", exits)
                .param("retryAt", early ? retryAt.atOffset(ZoneOffset.UTC) : null).param("reason", reason)
                .param("instance", instance).update();
    }

    @Override
    public void clear(String service) {
        jdbc.sql("delete from failure_history where service = :service").param("service", service).update();
    }
}
