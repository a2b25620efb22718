package polis.scheduler.credential;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the credentials, encrypted. */
@Repository
class KeptCredentials {

    private final JdbcClient jdbc;

    KeptCredentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @SuppressWarnings("ArrayRecordComponent") // Handed from the row to the seal and no further.
    record Row(String service, String username, byte[] password) {}

    Optional<Row> find(String service) {
        return jdbc.sql("select * from eureka_credential where service = :service").param("service", service)
                .query((row, number) -> new Row(row.getString("service"), row.getString("username"),
                        row.getBytes("password")))
                .optional();
    }

    List<Row> madeBefore(Instant then) {
        return jdbc.sql("select * from eureka_credential where made_at < :then order by service")
                .param("then", then.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Row(row.getString("service"), row.getString("username"),
                        row.getBytes("password")))
                .list();
    }

    void put(Row row, Instant now) {
        jdbc.sql("""
                insert into eureka_credential (service, username, password, made_at)
                values (:service, :username, :password, :now)
                on conflict (service) do update
                   set username = excluded.username, password = excluded.password, made_at = excluded.made_at
                """).param("service", row.service()).param("username", row.username())
                .param("password", row.password()).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    void delete(String service, String username) {
        jdbc.sql("delete from eureka_credential where service = :service and username = :username")
                .param("service", service).param("username", username).update();
    }
}
