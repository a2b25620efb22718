package polis.scheduler.desired;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import polis.scheduler.cluster.ServiceTarget;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The revisions as they were received, and which one is kept in force. */
@Repository
public class Revisions {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    /** A revision never changes. */
    private final Map<Long, Manifest> read = new ConcurrentHashMap<>();
    private final Map<Long, String> architectures = new ConcurrentHashMap<>();

    Revisions(JdbcClient jdbc, JsonMapper json) {
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

    public Manifest manifest(long number) {
        return read.computeIfAbsent(number,
                absent -> Manifest.read(json.readTree(jdbc.sql("select manifest from revision where number = :number")
                        .param("number", number).query(String.class).single())));
    }

    /** Whose revision it is; empty where versionset-service did not say. */
    public String architecture(long number) {
        return architectures.computeIfAbsent(number,
                absent -> jdbc.sql("select architecture from revision where number = :number").param("number", number)
                        .query(String.class).optional().orElse(""));
    }

    public DesiredRevision desired() {
        return jdbc.sql("select * from desired_revision where id = 1")
                .query((row, number) -> new DesiredRevision(row.getObject("revision", Long.class),
                        names(row, "excluded"), names(row, "failed")))
                .single();
    }

    /** The services that are kept: without a rollout all that there are, with one those that it comes from. */
    public Map<String, ServiceTarget> services(DesiredRevision kept) {
        if (kept.revision() == null) {
            return Map.of();
        }
        Map<String, ServiceTarget> services = new HashMap<>(manifest(kept.revision()).services());
        services.keySet().removeAll(kept.excluded());
        return services;
    }

    private static Set<String> names(ResultSet row, String column) throws SQLException {
        Array names = row.getArray(column);
        return Set.of((String[]) names.getArray());
    }

    /** Keeps this revision in force from now on, without these of its services. */
    public void keep(long revision, Collection<String> excluded, Collection<String> failed) {
        jdbc.sql(
                "update desired_revision set revision = :revision, excluded = :excluded, failed = :failed where id = 1")
                .param("revision", revision).param("excluded", excluded.toArray(String[]::new))
                .param("failed", failed.toArray(String[]::new)).update();
    }

    /**
     * What is kept while nothing is rolled out.
     *
     * @param revision null before the first one
     * @param excluded services of it that are not run
     * @param failed those of them that were given up
     */
    public record DesiredRevision(@Nullable Long revision, Set<String> excluded, Set<String> failed) {}
}
