package polis.versionset.description;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The descriptions that the registry has not taken yet: at most one per service, the newest. */
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
                insert into description (service, revision, body, attempts, next_at)
                values (:service, :revision, :body, 0, :now)
                on conflict (service) do update set revision = :revision, body = :body, attempts = 0, next_at = :now,
                    last_error = null
                """).param("service", service).param("revision", revision).param("body", body)
                .param("now", Timestamp.from(now)).update();
    }

    void removeAllBut(Collection<String> services) {
        jdbc.sql("delete from description where service not in (:services)").param("services", services).update();
    }

    /** Takes the next one that is due; until the lease ends nobody else takes it. */
    Optional<Pending> take(Instant now, Duration lease) {
        return jdbc.sql("""
                update description set next_at = :until, attempts = attempts + 1 where service = (
                    select service from description where next_at <= :now order by next_at, service limit 1
                    for update skip locked)
                returning service, revision, body, attempts
                """).param("until", Timestamp.from(now.plus(lease))).param("now", Timestamp.from(now))
                .query(Pending.class).optional();
    }

    void sent(Pending pending) {
        jdbc.sql("delete from description where service = :service and revision = :revision")
                .param("service", pending.service()).param("revision", pending.revision()).update();
    }

    void postpone(Pending pending, Instant until, String why) {
        jdbc.sql("""
                update description set next_at = :until, last_error = :why
                where service = :service and revision = :revision
                """).param("until", Timestamp.from(until)).param("why", why).param("service", pending.service())
                .param("revision", pending.revision()).update();
    }

}
