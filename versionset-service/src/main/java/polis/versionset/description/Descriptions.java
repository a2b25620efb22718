package polis.versionset.description;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is still to be told to the registry: at most one description per service, the newest. */
@Component
class Descriptions {

    /** @param attempts how often it was tried, this time included */
    record Pending(String service, long revision, String body, int attempts) {}

    private final JdbcClient jdbc;

    Descriptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(String service, long revision, String body, Instant now) {
        jdbc.sql("""
                INSERT INTO description (service, revision, body, attempts, next_at)
                VALUES (:service, :revision, :body, 0, :now)
                ON CONFLICT (service) DO UPDATE SET revision = :revision, body = :body, attempts = 0, next_at = :now,
                    last_error = NULL
                """).param("service", service).param("revision", revision).param("body", body).param("now", Timestamp
                .from(now)).update();
    }

    void removeAllBut(Collection<String> services) {
        jdbc.sql("DELETE FROM description WHERE service NOT IN (:services)").param("services", services).update();
    }

    /** Takes the next one that is due; until the lease ends nobody else takes it. */
    Optional<Pending> take(Instant now, Duration lease) {
        return jdbc.sql("""
                UPDATE description SET next_at = :until, attempts = attempts + 1 WHERE service = (
                    SELECT service FROM description WHERE next_at <= :now ORDER BY next_at, service LIMIT 1
                    FOR UPDATE SKIP LOCKED)
                RETURNING service, revision, body, attempts
                """).param("until", Timestamp.from(now.plus(lease))).param("now", Timestamp.from(now)).query(
                Pending.class).optional();
    }

    void sent(Pending pending) {
        jdbc.sql("DELETE FROM description WHERE service = :service AND revision = :revision").param("service", pending
                .service()).param("revision", pending.revision()).update();
    }

    void postpone(Pending pending, Instant until, String why) {
        jdbc.sql("""
                UPDATE description SET next_at = :until, last_error = :why
                WHERE service = :service AND revision = :revision
                """).param("until", Timestamp.from(until)).param("why", why).param("service", pending.service()).param(
                "revision", pending.revision()).update();
    }

}
