package polis.registry.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes the acknowledgements; each finding has at most one, the newest. */
@Component
class Acknowledgements {

    private final JdbcClient jdbc;

    Acknowledgements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those in force, by finding. */
    Map<String, Acknowledgement> inForce(Instant now) {
        var found = new HashMap<String, Acknowledgement>();
        jdbc.sql("select * from finding_acknowledgement where until > :now").param("now", now.atOffset(ZoneOffset.UTC))
                .query((RowCallbackHandler) row -> found.put(row.getString("finding"), of(row)));
        return found;
    }

    Optional<Acknowledgement> of(String finding, Instant now) {
        return jdbc.sql("select * from finding_acknowledgement where finding = :finding and until > :now")
                .param("finding", finding).param("now", now.atOffset(ZoneOffset.UTC)).query((row, number) -> of(row))
                .optional();
    }

    void put(String finding, Acknowledgement said) {
        jdbc.sql(
                """
                        insert into finding_acknowledgement (finding, reason, acknowledged_by, at, until)
                        values (:finding, :reason, :by, :at, :until) on conflict (finding) do update
                        set reason = excluded.reason, acknowledged_by = excluded.acknowledged_by, at = excluded.at, until = excluded.until
                        """)
                .param("finding", finding).param("reason", said.reason()).param("by", said.by())
                .param("at", said.at().atOffset(ZoneOffset.UTC)).param("until", said.until().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Withdraws an acknowledgement and returns whether one was in force. */
    boolean withdraw(String finding, Instant now) {
        return jdbc.sql("delete from finding_acknowledgement where finding = :finding returning until > :now")
                .param("finding", finding).param("now", now.atOffset(ZoneOffset.UTC)).query(Boolean.class).optional()
                .orElse(false);
    }

    private static Acknowledgement of(ResultSet row) throws SQLException {
        return new Acknowledgement(row.getString("reason"), row.getString("acknowledged_by"), time(row, "at"),
                time(row, "until"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
