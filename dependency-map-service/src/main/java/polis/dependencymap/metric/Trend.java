package polis.dependencymap.metric;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.MapService;
import polis.dependencymap.rendering.Measure;
import polis.problem.ProblemException;

/** How the architecture grew: measured every minute, the last of each hour is kept. */
@Repository
class Trend {

    private static final Logger log = LoggerFactory.getLogger(Trend.class);
    private static final Duration KEPT = Duration.ofDays(2 * 366);

    private final JdbcClient jdbc;
    private final MapService maps;
    private final InstantSource clock;

    Trend(JdbcClient jdbc, MapService maps, InstantSource clock) {
        this.jdbc = jdbc;
        this.maps = maps;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 20, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void measure() {
        try {
            DependencyMap map = maps.render(null, null).map();
            // A map without traffic says nothing of the architecture: nothing may have been reported.
            if (!map.observed().isEmpty()) {
                keep(clock.instant(), map);
            }
            jdbc.sql("delete from architecture_hour where at < :at")
                    .param("at", Timestamp.from(clock.instant().minus(KEPT))).update();
        } catch (DataAccessException | TransactionException | ProblemException e) {
            log.debug("The architecture is measured later", e);
        }
    }

    void keep(Instant at, DependencyMap map) {
        Measure measure = map.measure();
        jdbc.sql("""
                insert into architecture_hour
                    (at, services, nodes, edges, depth, breadth, max_fan_in, max_fan_out, cycles, cyclic)
                values (:at, :services, :nodes, :edges, :depth, :breadth, :fanIn, :fanOut, :cycles, :cyclic)
                on conflict (at) do update set services = excluded.services, nodes = excluded.nodes,
                    edges = excluded.edges, depth = excluded.depth, breadth = excluded.breadth,
                    max_fan_in = excluded.max_fan_in, max_fan_out = excluded.max_fan_out, cycles = excluded.cycles,
                    cyclic = excluded.cyclic""").param("at", Timestamp.from(at.truncatedTo(ChronoUnit.HOURS)))
                .param("services", measure.services()).param("nodes", measure.nodes()).param("edges", measure.edges())
                .param("depth", measure.depth()).param("breadth", Architecture.breadth(map))
                .param("fanIn", most(map, true)).param("fanOut", most(map, false)).param("cycles", measure.cycles())
                .param("cyclic", measure.cyclic()).update();
    }

    private static int most(DependencyMap map, boolean in) {
        return IntStream.range(0, map.topology().nodes().size())
                .map(node -> in ? map.graph().fanIn(node) : map.graph().fanOut(node)).max().orElse(0);
    }

    /** Returns the hours from a time on, or the last one of each day. */
    List<MetricsView.TrendView> since(Instant from, boolean daily) {
        String each = daily ? "distinct on (date_trunc('day', at at time zone 'UTC'))" : "";
        String last = daily ? "date_trunc('day', at at time zone 'UTC'), at desc" : "at";
        return jdbc.sql("""
                select %s at, services, nodes, edges, depth, breadth, max_fan_in, max_fan_out, cycles, cyclic
                from architecture_hour where at >= :at order by %s""".formatted(each, last))
                .param("at", Timestamp.from(from))
                .query((row, index) -> new MetricsView.TrendView(row.getTimestamp(1).toInstant(), row.getInt(2),
                        row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6), row.getInt(7), row.getInt(8),
                        row.getInt(9), row.getInt(10)))
                .list();
    }
}
