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

    private static final TypeReference<List<Baseline.BaselineRoad>> ROADS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Baselines(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Baseline> find(String name) {
        return jdbc.sql("""
                select name, version, taken_at, taken_by, "from", "to", depth, roads::text from baseline
                where name = ?""").param(name)
                .query((row, index) -> new Baseline(row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant(),
                        row.getString(4), row.getTimestamp(5).toInstant(), row.getTimestamp(6).toInstant(),
                        row.getInt(7), json.readValue(row.getString(8), ROADS)))
                .optional();
    }

    List<String> names() {
        return jdbc.sql("select name from baseline order by name").query((row, index) -> row.getString(1)).list();
    }

    List<BaselinePage.Item> page(String after, int limit) {
        return jdbc.sql("""
                select name, taken_at, taken_by, jsonb_array_length(roads) from baseline where name > ?
                order by name limit ?""").param(after).param(limit)
                .query((row, index) -> new BaselinePage.Item(row.getString(1), row.getTimestamp(2).toInstant(),
                        row.getString(3), row.getInt(4)))
                .list();
    }

    int count() {
        return jdbc.sql("select count(*) from baseline").query(Integer.class).single();
    }

    /** Keeps a new one; false if there is one of the name. */
    boolean add(Baseline baseline) {
        return jdbc.sql("""
                insert into baseline (name, version, taken_at, taken_by, "from", "to", depth, roads)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing""").param(baseline.name())
                .param(baseline.version()).param(Timestamp.from(baseline.takenAt())).param(baseline.takenBy())
                .param(Timestamp.from(baseline.from())).param(Timestamp.from(baseline.to())).param(baseline.depth())
                .param(json.writeValueAsString(baseline.roads())).update() == 1;
    }

    /** Puts it in the place of the version before; false if that is not the one that is there. */
    boolean replace(Baseline baseline) {
        return jdbc.sql("""
                update baseline set version = ?, taken_at = ?, taken_by = ?, "from" = ?, "to" = ?, depth = ?,
                    roads = ?::jsonb
                where name = ? and version = ?""").param(baseline.version()).param(Timestamp.from(baseline.takenAt()))
                .param(baseline.takenBy()).param(Timestamp.from(baseline.from())).param(Timestamp.from(baseline.to()))
                .param(baseline.depth()).param(json.writeValueAsString(baseline.roads())).param(baseline.name())
                .param(baseline.version() - 1).update() == 1;
    }

    boolean remove(String name, long version) {
        return jdbc.sql("delete from baseline where name = ? and version = ?").param(name).param(version).update() == 1;
    }
}
