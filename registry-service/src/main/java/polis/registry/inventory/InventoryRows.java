package polis.registry.inventory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.registry.lifecycle.State;

/** Reads what the inventory holds. In SQL over the tables of other features, so that none of them need know of it. */
@Component
class InventoryRows {

    private static final String SERVICES = """
            select name, tier, owner, domain, lifecycle, lifecycle_since, described, tags, depends_on from service
            """;

    private static final String COUNTS = """
            select service, version, state, count(*)::integer as instances from instance where state <> 'GONE'
            """;

    /**
     * One statement, so that all it reads is of one moment; in steps from index to index, whatever the planner thinks
     * of it.
     */
    private static final String CHANGES = """
            with told as (
                select split_part(subject, '/', 1) as name, count(*) as events, bool_or(type = 'ServiceDescribed') as described,
                    bool_or(type = 'ServiceForgotten') as forgotten
                from (select subject, type from event where seq > :after order by seq limit :most) as missed group by 1)
            select last_seq, (select coalesce(sum(events), 0) from told) as told,
                (select coalesce(bool_or(forgotten), false) from told) as forgetting, told.described as describing, changed.*, counted.*
            from event_counter left join (told
                cross join lateral (
                    select name, tier, owner, domain, lifecycle, lifecycle_since, described, tags, depends_on
                    from service where service.name = told.name offset 0) as changed
                cross join lateral (
                    select coalesce(array_agg(version), '{}') as versions, coalesce(array_agg(state), '{}') as states,
                        coalesce(array_agg(instances), '{}') as instances
                    from (select version, state, count(*)::integer as instances from instance
                        where service = told.name and state <> 'GONE' group by version, state) as alive) as counted) on true
            """;

    private final JdbcClient jdbc;

    InventoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of the newest event. */
    long head() {
        return jdbc.sql("select last_seq from event_counter").query(Long.class).single();
    }

    /**
     * What is new since an event; nothing where more than so many are missed, or where some are missing because
     * somebody has cleared them away, and where a service was forgotten, which has no row any more that could tell.
     */
    @Nullable
    Changes since(long seq, int most) {
        var entries = new ArrayList<Entry>();
        long[] found = {seq, 0, 0, 0};
        jdbc.sql(CHANGES).param("after", seq).param("most", most).query(row -> {
            found[0] = row.getLong("last_seq");
            found[1] = row.getLong("told");
            found[3] |= row.getBoolean("forgetting") ? 1 : 0;
            found[2] |= row.getBoolean("describing") ? 1 : 0;
            if (row.getString("name") != null) {
                entries.add(entry(row, counts(row)));
            }
        });
        return found[3] == 0 && found[1] == found[0] - seq ? new Changes(found[0], found[2] > 0, entries) : null;
    }

    /**
     * The services that have had an event, as they are at the newest one.
     *
     * @param describing whether one of the events tells of a description
     */
    record Changes(long head, boolean describing, List<Entry> entries) {}

    private static List<Entry.Count> counts(ResultSet row) throws SQLException {
        List<String> versions = texts(row.getArray("versions"));
        List<String> states = texts(row.getArray("states"));
        var instances = (Integer[]) row.getArray("instances").getArray();
        var counts = new ArrayList<Entry.Count>(versions.size());
        for (int i = 0; i < instances.length; i++) {
            counts.add(new Entry.Count(versions.get(i), State.valueOf(states.get(i)), instances[i]));
        }
        return counts;
    }

    List<Entry> all() {
        var counts = new HashMap<String, List<Entry.Count>>();
        jdbc.sql(COUNTS + "group by service, version, state").query((RowCallbackHandler) row -> add(counts, row));
        return jdbc.sql(SERVICES)
                .query((row, number) -> entry(row, counts.getOrDefault(row.getString("name"), List.of()))).list();
    }

    private static void add(Map<String, List<Entry.Count>> counts, ResultSet row) throws SQLException {
        counts.computeIfAbsent(row.getString("service"), absent -> new ArrayList<>(2)).add(new Entry.Count(
                row.getString("version"), State.valueOf(row.getString("state")), row.getInt("instances")));
    }

    private static Entry entry(ResultSet row, List<Entry.Count> counts) throws SQLException {
        return new Entry(row.getString("name"), row.getInt("tier"), row.getString("owner"), row.getString("domain"),
                State.valueOf(row.getString("lifecycle")),
                row.getObject("lifecycle_since", OffsetDateTime.class).toInstant(), row.getBoolean("described"),
                texts(row.getArray("tags")), texts(row.getArray("depends_on")), counts);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
