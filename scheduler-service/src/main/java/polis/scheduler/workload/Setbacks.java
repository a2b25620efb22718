package polis.scheduler.workload;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps count of early exits; with each one the wait before the next try doubles. */
@Repository
public class Setbacks {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    Setbacks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Setback> all() {
        return jdbc.sql("select * from setback").query((row, number) -> {
            Timestamp retryAt = row.getTimestamp("retry_at");
            return new Setback(row.getString("service"), row.getInt("early_exits"),
                    retryAt == null ? null : retryAt.toInstant(), row.getString("last_failure"),
                    row.getString("last_failed"));
        }).list();
    }

    /** Notes an end that nobody asked for. After an {@code early} one the next try waits 1, 2, 4 … 60 s. */
    public void failed(String service, String instance, String reason, boolean early, Instant at) {
        int exits = early
                ? 1 + jdbc.sql("select early_exits from setback where service = :service").param("service", service)
                        .query(Integer.class).optional().orElse(0)
                : 0;
        Duration wait = Duration.ofSeconds(1L << Math.clamp(exits - 1L, 0, 6));
        Instant retryAt = at.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
        jdbc.sql("""
                insert into setback (service, early_exits, retry_at, last_failure, last_failed)
                values (:service, :exits, :retryAt, :reason, :instance)
                on conflict (service) do update
                   set early_exits = excluded.early_exits, retry_at = excluded.retry_at,
                       last_failure = excluded.last_failure, last_failed = excluded.last_failed
                """).param("service", service).param("exits", exits)
                .param("retryAt", early ? retryAt.atOffset(ZoneOffset.UTC) : null).param("reason", reason)
                .param("instance", instance).update();
    }

    /** A fresh start: another version, or one that has served for a while. */
    public void clear(String service) {
        jdbc.sql("delete from setback where service = :service").param("service", service).update();
    }

    /** Early exits of a service's instances in a row, and what they lead to. */
    public record Setback(String service, int earlyExits, @Nullable Instant retryAt, @Nullable String lastFailure,
            @Nullable String lastFailed) {}
}
