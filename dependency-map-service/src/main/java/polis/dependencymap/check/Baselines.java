package polis.dependencymap.check;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The maps that were kept to be compared with. */
@Repository
class Baselines {

    private static final TypeReference<List<Baseline.BaselineEdge>> EDGES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Baselines(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Baseline> find(String name) {
        return jdbc.sql("""
                select name, version, taken_at, taken_by, "from", "to", depth, edges::text from baseline
                where name = :name""").param("name", name)
                .query((row, index) -> new Baseline(row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant(),
                        row.getString(4), row.getTimestamp(5).toInstant(), row.getTimestamp(6).toInstant(),
                        row.getInt(7), json.readValue(row.getString(8), EDGES)))
                .optional();
    }

    List<String> names() {
        return jdbc.sql("select name from baseline order by name").query((row, index) -> row.getString(1)).list();
    }

    List<BaselineItem> page(String after, int limit) {
        return jdbc.sql("""
                select name, taken_at, taken_by, jsonb_array_length(edges) from baseline where name > :name
                order by name limit :limit""").param("name", after).param("limit", limit)
                .query((row, index) -> new BaselineItem(row.getString(1), row.getTimestamp(2).toInstant(),
                        row.getString(3), row.getInt(4)))
                .list();
    }

    int count() {
        return jdbc.sql("select count(*) from baseline").query(Integer.class).single();
    }

    /** Keeps a new one; returns false if there is one of the name. */
    boolean add(Baseline baseline) {
        return jdbc
                .sql("""
                        insert into baseline (name, version, taken_at, taken_by, "from", "to", depth, edges)
                        values (:name, :version, :takenAt, :takenBy, :from, :to, :depth, :edges::jsonb) on conflict do nothing""")
                .param("name", baseline.name()).param("version", baseline.version())
                .param("takenAt", Timestamp.from(baseline.takenAt())).param("takenBy", baseline.takenBy())
                .param("from", Timestamp.from(baseline.from())).param("to", Timestamp.from(baseline.to()))
                .param("depth", baseline.depth()).param("edges", json.writeValueAsString(baseline.edges()))
                .update() == 1;
    }

    /** Replaces the version before; returns false if that is not the one that is there. */
    boolean replace(Baseline baseline) {
        return jdbc
                .sql("""
                        update baseline set version = :version, taken_at = :takenAt, taken_by = :takenBy, "from" = :from, "to" = :to, depth = :depth,
                            edges = :edges::jsonb
                        where name = :name and version = :former""")
                .param("version", baseline.version()).param("takenAt", Timestamp.from(baseline.takenAt()))
                .param("takenBy", baseline.takenBy()).param("from", Timestamp.from(baseline.from()))
                .param("to", Timestamp.from(baseline.to())).param("depth", baseline.depth())
                .param("edges", json.writeValueAsString(baseline.edges())).param("name", baseline.name())
                .param("former", baseline.version() - 1).update() == 1;
    }

    boolean remove(String name, long version) {
        return jdbc.sql("delete from baseline where name = :name and version = :version").param("name", name)
                .param("version", version).update() == 1;
    }
}
