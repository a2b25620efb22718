package polis.gateway.route;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The revision as last known, for a start while versionset-service is away. */
@Repository
class RevisionStore {

    private final JdbcClient database;
    private final JsonMapper json;

    RevisionStore(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Optional<Copy> find() {
        return database.sql("select body, etag, confirmed_at from peer_copy where name = 'revision'").query(this::copy)
                .optional();
    }

    private Copy copy(ResultSet row, int number) throws SQLException {
        String body = row.getString("body");
        return new Copy(body == null ? null : json.readValue(body, Revision.class), row.getString("etag"),
                row.getTimestamp("confirmed_at").toInstant());
    }

    void save(Copy copy) {
        database.sql(
                """
                        insert into peer_copy (name, body, etag, confirmed_at) values ('revision', :body::jsonb, :etag, :confirmedAt)
                        on conflict (name) do update
                        set body = excluded.body, etag = excluded.etag, confirmed_at = excluded.confirmed_at""")
                .param("body", copy.revision() == null ? null : json.writeValueAsString(copy.revision()))
                .param("etag", copy.etag()).param("confirmedAt", Timestamp.from(copy.confirmedAt())).update();
    }

    /** @param revision null when there is none, which is a truth as well */
    record Copy(@Nullable Revision revision, @Nullable String etag, Instant confirmedAt) {}
}
