package polis.scheduler.desired;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import polis.scheduler.cluster.DesiredRevision;
import polis.scheduler.cluster.Revisions;
import polis.scheduler.cluster.ServiceTarget;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The revisions as they were received, and which one is kept in force. */
@Repository
class RevisionRows implements Revisions {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    /** A revision never changes. */
    private final Map<Long, Manifest> read = new ConcurrentHashMap<>();
    private final Map<Long, String> architectures = new ConcurrentHashMap<>();

    RevisionRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void store(long number, @Nullable String architecture, JsonNode manifest, Instant at) {
        jdbc.sql("""
                insert into revision (number, architecture, manifest, received_at)
                values (:number, :architecture, :manifest::jsonb, :at) on conflict (number) do nothing
                """).param("number", number).param("architecture", architecture == null ? "" : architecture)
                .param("manifest", json.writeValueAsString(manifest)).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    @Override
    public Map<String, ServiceTarget> services(long revision) {
        return manifest(revision).services();
    }

    private Manifest manifest(long number) {
        return read.computeIfAbsent(number,
                absent -> Manifest.read(json.readTree(jdbc.sql("select manifest from revision where number = :number")
                        .param("number", number).query(String.class).single())));
    }

    @Override
    public String architecture(long number) {
        return architectures.computeIfAbsent(number,
                absent -> jdbc.sql("select architecture from revision where number = :number").param("number", number)
                        .query(String.class).optional().orElse(""));
    }

    @Override
    public DesiredRevision desired() {
        return jdbc.sql("select * from desired_revision where id = 1")
                .query((row, number) -> new DesiredRevision(row.getObject("revision", Long.class),
                        names(row, "excluded"), names(row, "failed")))
                .single();
    }

    private static Set<String> names(ResultSet row, String column) throws SQLException {
        Array names = row.getArray(column);
        return Set.of((String[]) names.getArray());
    }

    @Override
    public void keep(long revision, Set<String> excluded, Set<String> failed) {
        jdbc.sql(
                "update desired_revision set revision = :revision, excluded = :excluded, failed = :failed where id = 1")
                .param("revision", revision).param("excluded", excluded.toArray(String[]::new))
                .param("failed", failed.toArray(String[]::new)).update();
    }
}
