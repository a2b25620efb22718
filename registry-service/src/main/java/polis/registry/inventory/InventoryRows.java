package polis.registry.inventory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

    private final JdbcClient jdbc;

    InventoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of the newest event. */
    long head() {
        return jdbc.sql("select last_seq from event_counter").query(Long.class).single();
    }

    /** Services that have had an event; nothing where events are missing, because somebody has cleared them away. */
    @Nullable
    Collection<String> touched(long after, long upTo) {
        var names = new HashSet<String>();
        long[] events = {0};
        jdbc.sql("""
                select split_part(subject, '/', 1) as name, count(*) as events from event
                where seq > :after and seq <= :upTo group by 1
                """).param("after", after).param("upTo", upTo).query(row -> {
            names.add(row.getString("name"));
            events[0] += row.getLong("events");
        });
        return events[0] == upTo - after ? names : null;
    }

    List<Entry> all() {
        var counts = new HashMap<String, List<Entry.Count>>();
        jdbc.sql(COUNTS + "group by service, version, state").query((RowCallbackHandler) row -> add(counts, row));
        return jdbc.sql(SERVICES).query((row, number) -> entry(row, counts)).list();
    }

    List<Entry> of(Collection<String> names) {
        String[] wanted = names.toArray(String[]::new);
        var counts = new HashMap<String, List<Entry.Count>>();
        jdbc.sql(COUNTS + "and service = any(:names) group by service, version, state").param("names", wanted)
                .query((RowCallbackHandler) row -> add(counts, row));
        return jdbc.sql(SERVICES + "where name = any(:names)").param("names", wanted)
                .query((row, number) -> entry(row, counts)).list();
    }

    private static void add(Map<String, List<Entry.Count>> counts, ResultSet row) throws SQLException {
        counts.computeIfAbsent(row.getString("service"), absent -> new ArrayList<>(2))
                .add(new Entry.Count(row.getString("version"), State.valueOf(row.getString("state")),
                        row.getInt("instances")));
    }

    private static Entry entry(ResultSet row, Map<String, List<Entry.Count>> counts) throws SQLException {
        String name = row.getString("name");
        return new Entry(name, row.getInt("tier"), row.getString("owner"), row.getString("domain"),
                State.valueOf(row.getString("lifecycle")),
                row.getObject("lifecycle_since", OffsetDateTime.class).toInstant(), row.getBoolean("described"),
                texts(row.getArray("tags")), texts(row.getArray("depends_on")), counts.getOrDefault(name, List.of()));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
