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
import polis.dependencymap.city.Atlas;
import polis.dependencymap.city.City;
import polis.dependencymap.city.Measure;
import polis.problem.ProblemException;

/** How the architecture grew: measured every minute, the last of each hour is kept. */
@Repository
class Trend {

    private static final Logger log = LoggerFactory.getLogger(Trend.class);
    private static final Duration KEPT = Duration.ofDays(2 * 366);

    private final JdbcClient jdbc;
    private final Atlas atlas;
    private final InstantSource clock;

    Trend(JdbcClient jdbc, Atlas atlas, InstantSource clock) {
        this.jdbc = jdbc;
        this.atlas = atlas;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 20, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void measure() {
        try {
            City city = atlas.sheet(null, null).city();
            // A map without traffic says nothing of the architecture: nothing may have been reported.
            if (!city.observed().isEmpty()) {
                keep(clock.instant(), city);
            }
            jdbc.sql("delete from architecture_hour where at < :at")
                    .param("at", Timestamp.from(clock.instant().minus(KEPT))).update();
        } catch (DataAccessException | TransactionException | ProblemException e) {
            log.debug("The architecture is measured later", e);
        }
    }

    void keep(Instant at, City city) {
        Measure measure = city.measure();
        jdbc.sql("""
                insert into architecture_hour
                    (at, services, places, roads, depth, breadth, max_fan_in, max_fan_out, cycles, cyclic)
                values (:at, :services, :places, :roads, :depth, :breadth, :fanIn, :fanOut, :cycles, :cyclic)
                on conflict (at) do update set services = excluded.services, places = excluded.places,
                    roads = excluded.roads, depth = excluded.depth, breadth = excluded.breadth,
                    max_fan_in = excluded.max_fan_in, max_fan_out = excluded.max_fan_out, cycles = excluded.cycles,
                    cyclic = excluded.cyclic""").param("at", Timestamp.from(at.truncatedTo(ChronoUnit.HOURS)))
                .param("services", measure.services()).param("places", measure.places()).param("roads", measure.roads())
                .param("depth", measure.depth()).param("breadth", Architecture.breadth(city))
                .param("fanIn", most(city, true)).param("fanOut", most(city, false)).param("cycles", measure.cycles())
                .param("cyclic", measure.cyclic()).update();
    }

    private static int most(City city, boolean in) {
        return IntStream.range(0, city.roads().places().size())
                .map(place -> in ? city.graph().fanIn(place) : city.graph().fanOut(place)).max().orElse(0);
    }

    /** The hours from a time on, or the last one of each day. */
    List<MetricsView.TrendView> since(Instant from, boolean daily) {
        String each = daily ? "distinct on (date_trunc('day', at at time zone 'UTC'))" : "";
        String last = daily ? "date_trunc('day', at at time zone 'UTC'), at desc" : "at";
        return jdbc.sql("""
                select %s at, services, places, roads, depth, breadth, max_fan_in, max_fan_out, cycles, cyclic
                from architecture_hour where at >= :at order by %s""".formatted(each, last))
                .param("at", Timestamp.from(from))
                .query((row, index) -> new MetricsView.TrendView(row.getTimestamp(1).toInstant(), row.getInt(2),
                        row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6), row.getInt(7), row.getInt(8),
                        row.getInt(9), row.getInt(10)))
                .list();
    }
}
