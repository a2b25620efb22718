package polis.dependencymap.map;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import polis.dependencymap.catalog.Catalog;
import polis.dependencymap.layout.Layout;
import polis.dependencymap.layout.Plan;
import polis.dependencymap.traffic.Totals;
import polis.dependencymap.traffic.TrafficBuckets;

/** Draws the map of any time range. The one of the last hour is shared by all who look within half a second. */
@Component
class Atlas {

    private static final Logger log = LoggerFactory.getLogger(Atlas.class);
    private static final long SHARED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A map with what it was drawn from. */
    record Sheet(TimeRange range, Totals totals, double seconds, Catalog.Reading catalog, City city, Plan plan) {}

    private record Shared(Sheet sheet, long drawnAt) {}

    private final TrafficBuckets traffic;
    private final Catalog catalog;
    private final Places places;
    private final InstantSource clock;
    private volatile @Nullable Shared shared;

    Atlas(TrafficBuckets traffic, Catalog catalog, Places places, InstantSource clock) {
        this.traffic = traffic;
        this.catalog = catalog;
        this.places = places;
        this.clock = clock;
    }

    Sheet sheet(@Nullable Instant from, @Nullable Instant to) {
        if (from != null || to != null) {
            return draw(TimeRange.of(from, to, clock.instant()));
        }
        Shared latest = shared;
        if (latest == null || System.nanoTime() - latest.drawnAt() > SHARED_NANOS) {
            latest = new Shared(draw(TimeRange.of(null, null, clock.instant())), System.nanoTime());
            shared = latest;
        }
        return latest.sheet();
    }

    private Sheet draw(TimeRange range) {
        Totals totals = traffic.between(range.firstMinute(), range.endMinute());
        Catalog.Reading reading = catalog.reading();
        double seconds = range.secondsSince(totals.firstMinute());
        var city = new City(Roads.of(totals, reading.entries()), reading.entries(), seconds);
        int[][] roads = city.roads().ways().stream()
                .map(way -> new int[] {city.roads().numberOf(way.road().from()),
                    city.roads().numberOf(way.road().to())})
                .toArray(int[][]::new);
        Plan plan = Layout.of(city.houses(), roads, places.spots(), places.districts());
        return new Sheet(range, totals, seconds, reading, city, plan);
    }

    /** Keeps the places of the houses that are new on the map of the last hour. */
    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void keepPlaces() {
        try {
            places.keep(sheet(null, null).plan());
        } catch (DataAccessException e) {
            log.debug("Places are kept later", e);
        }
    }

    /** The names of all places on a sheet. */
    static List<String> names(Sheet sheet) {
        return sheet.city().roads().places().stream().map(place -> place.name()).toList();
    }
}
