package polis.registry.version;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.paging.Page;
import polis.registry.lifecycle.State;
import polis.registry.version.VersionView.NodeCount;

// ADR 29
/** Reads versions. The database enters them itself, whoever writes an instance. */
@Component
class Versions {

    /** How many nodes of a version are named. */
    private static final int MOST_NODES = 1000;

    private final JdbcClient jdbc;

    Versions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Known(String version, @Nullable Long revision, Instant firstSeen, @Nullable Instant lastEnded) {

        static Known of(ResultSet row) throws SQLException {
            OffsetDateTime ended = row.getObject("last_ended", OffsetDateTime.class);
            return new Known(row.getString("version"), row.getObject("revision", Long.class),
                    row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                    ended == null ? null : ended.toInstant());
        }

        String cursor() {
            return firstSeen + "/" + version;
        }
    }

    private record Running(Map<State, Integer> states, Map<String, Integer> nodes) {

        static final Running NOWHERE = new Running(Map.of(), Map.of());
    }

    /** The one that was seen last comes first. */
    @Transactional(readOnly = true)
    Page<VersionView> page(String service, int limit, @Nullable VersionCursor cursor) {
        Page<Known> page = Page.cut(known(service, limit + 1, cursor), limit, Known::cursor);
        Map<String, Running> running = running(service, page.items().stream().map(Known::version).toList());
        return page.map(version -> view(version, running.getOrDefault(version.version(), Running.NOWHERE)));
    }

    private List<Known> known(String service, int limit, @Nullable VersionCursor cursor) {
        String after = cursor == null ? "" : "and (first_seen, version) < (:at, :version)";
        var query = jdbc.sql("""
                select version, revision, first_seen, last_ended from service_version where service = :service %s
                order by first_seen desc, version desc limit :limit
                """.formatted(after)).param("service", service).param("limit", limit);
        if (cursor != null) {
            query = query.param("at", cursor.firstSeen().atOffset(ZoneOffset.UTC)).param("version", cursor.version());
        }
        return query.query((row, number) -> Known.of(row)).list();
    }

    private Map<String, Running> running(String service, List<String> versions) {
        var running = new HashMap<String, Running>();
        jdbc.sql("""
                select version, state, coalesce(node, host) as node, count(*)::integer as instances from instance
                where service = :service and state <> 'GONE' and version = any(:versions) group by 1, 2, 3
                """).param("service", service).param("versions", versions.toArray(String[]::new))
                .query((RowCallbackHandler) row -> {
                    Running each = running.computeIfAbsent(row.getString("version"),
                            absent -> new Running(new EnumMap<>(State.class), new HashMap<>()));
                    each.states().merge(State.valueOf(row.getString("state")), row.getInt("instances"), Integer::sum);
                    each.nodes().merge(row.getString("node"), row.getInt("instances"), Integer::sum);
                });
        return running;
    }

    private static VersionView view(Known version, Running running) {
        int instances = running.states().values().stream().mapToInt(Integer::intValue).sum();
        List<NodeCount> nodes = running.nodes().entrySet().stream()
                .map(node -> new NodeCount(node.getKey(), node.getValue()))
                .sorted(Comparator.comparingInt(NodeCount::instances).reversed().thenComparing(NodeCount::node))
                .limit(MOST_NODES).toList();
        return new VersionView(version.version(), version.revision(), version.firstSeen(),
                instances > 0 ? null : version.lastEnded(), instances, running.states(), nodes);
    }
}
