package polis.scheduler.workload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of the credentials, sealed. */
@Repository
class KeptCredentials {

    private final JdbcClient jdbc;

    KeptCredentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param supersededAt since when instances are started with another one */
    @SuppressWarnings("ArrayRecordComponent") // Handed from the row to the seal and no further.
    record Row(String service, String username, byte[] password, Instant madeAt, @Nullable Instant supersededAt) {}

    /** The current one first, and then those before it, the newest first. */
    List<Row> of(String service) {
        return jdbc
                .sql("select * from eureka_credential where service = :service order by superseded_at desc nulls first")
                .param("service", service).query(KeptCredentials::row).list();
    }

    List<Row> all() {
        return jdbc.sql("select * from eureka_credential order by service, username").query(KeptCredentials::row)
                .list();
    }

    /** From now on the service's current one. */
    @Transactional
    public void put(String service, String username, byte[] password, Instant now) {
        jdbc.sql("update eureka_credential set superseded_at = :now where service = :service and superseded_at is null")
                .param("service", service).param("now", utc(now)).update();
        jdbc.sql("""
                insert into eureka_credential (service, username, password, made_at)
                values (:service, :username, :password, :now)
                """).param("service", service).param("username", username).param("password", password)
                .param("now", utc(now)).update();
    }

    void delete(String service, String username) {
        jdbc.sql("delete from eureka_credential where service = :service and username = :username")
                .param("service", service).param("username", username).update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        OffsetDateTime superseded = row.getObject("superseded_at", OffsetDateTime.class);
        return new Row(row.getString("service"), row.getString("username"), row.getBytes("password"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                superseded == null ? null : superseded.toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
