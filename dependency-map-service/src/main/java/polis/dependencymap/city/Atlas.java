package polis.dependencymap.city;

import java.lang.ref.SoftReference;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.dependencymap.capacity.CapacitySettings;
import polis.dependencymap.capacity.RecentRefusals;
import polis.dependencymap.catalog.Catalog;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.layout.Layout;
import polis.dependencymap.layout.Plan;
import polis.dependencymap.traffic.Cut;
import polis.dependencymap.traffic.Totals;
import polis.dependencymap.traffic.TrafficBuckets;
import polis.dependencymap.traffic.TrafficSettings;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Draws the map of any time range. The one of the last hour is shared by all who look within half a second. */
@Component
public class Atlas {

    private static final Logger log = LoggerFactory.getLogger(Atlas.class);
    private static final long SHARED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private record Shared(Sheet sheet, long drawnAt) {}

    private final TrafficBuckets traffic;
    private final Catalog catalog;
    private final Places places;
    private final TrafficSettings kept;
    private final CapacitySettings capacity;
    private final RecentRefusals refusals;
    private final InstantSource clock;
    /** Maps that may be drawn at once: a large one takes some megabytes until it is written. */
    private final Semaphore desks = new Semaphore(2, true);
    /** Given back when the heap gets short. */
    private volatile SoftReference<Shared> shared = new SoftReference<>(null);
    private volatile int latestSize;
    private volatile long keepAt = System.nanoTime();

    Atlas(TrafficBuckets traffic, Catalog catalog, Places places, TrafficSettings kept, CapacitySettings capacity,
            RecentRefusals refusals, InstantSource clock) {
        this.capacity = capacity;
        this.refusals = refusals;
        this.traffic = traffic;
        this.catalog = catalog;
        this.places = places;
        this.kept = kept;
        this.clock = clock;
    }

    /** The map of a time, by default the last hour, with districts of this kind. */
    public Sheet sheet(@Nullable Instant from, @Nullable Instant to, Grouping grouping) {
        Sheet sheet = sheet(from, to);
        return grouping == Grouping.DOMAIN
                ? sheet
                : new Sheet(sheet.range(), sheet.totals(), sheet.seconds(), sheet.catalog(), sheet.city(),
                        plan(sheet.city(), grouping), sheet.notices());
    }

    /** The map of a time, by default the last hour, with districts by domain. */
    public Sheet sheet(@Nullable Instant from, @Nullable Instant to) {
        boolean latestHour = from == null && to == null;
        Sheet drawn = latestHour ? recent() : null;
        if (drawn != null) {
            return drawn;
        }
        TimeRange range = range(from, to);
        takeDesk();
        try {
            // Somebody else may have drawn it while this one waited.
            drawn = latestHour ? recent() : null;
            if (drawn == null) {
                drawn = draw(range);
            }
            if (latestHour) {
                shared = new SoftReference<>(new Shared(drawn, System.nanoTime()));
            }
            return drawn;
        } finally {
            desks.release();
        }
    }

    /** The time that is meant by these, as far as traffic may be kept of it. */
    public TimeRange range(@Nullable Instant from, @Nullable Instant to) {
        return TimeRange.of(from, to, clock.instant(), kept.retentionByDay());
    }

    /** The same sheet with other roads and another catalogue. Whoever stood somewhere stays there. */
    public Sheet redraw(Sheet sheet, Roads roads, List<CatalogEntry> entries, Grouping grouping) {
        takeDesk();
        try {
            var city = new City(roads, entries, sheet.seconds());
            var reading = new Catalog.Reading(entries, sheet.catalog().readAt(), sheet.catalog().stale());
            return new Sheet(sheet.range(), sheet.totals(), sheet.seconds(), reading, city, plan(city, grouping),
                    sheet.notices());
        } finally {
            desks.release();
        }
    }

    private @Nullable Sheet recent() {
        Shared latest = shared.get();
        return latest != null && System.nanoTime() - latest.drawnAt() < SHARED_NANOS ? latest.sheet() : null;
    }

    private void takeDesk() {
        try {
            if (desks.tryAcquire(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(StandardProblem.TOO_MANY_REQUESTS, "Too many maps are asked for at once.")
                .header("Retry-After", "2");
    }

    private Sheet draw(TimeRange range) {
        Totals totals = traffic.between(range.firstMinute(), range.endMinute());
        Catalog.Reading reading = catalog.reading();
        double seconds = range.secondsSince(totals.firstMinute());
        var city = new City(Roads.of(totals, reading.entries()), reading.entries(), seconds);
        latestSize = city.roads().places().size() + city.roads().ways().size();
        return new Sheet(range, totals, seconds, reading, city, plan(city, Grouping.DOMAIN), notices(totals));
    }

    /** Whether the city that was drawn last takes a good part of the heap. */
    public boolean isLarge() {
        return latestSize > capacity.most() / 4;
    }

    private List<String> notices(Totals totals) {
        List<String> notices = new ArrayList<>();
        Cut cut = totals.cut();
        if (!cut.isNothing()) {
            notices.add(
                    "%d places and %d roads with the least traffic are left out: the map shows at most %d places and %d roads. Ask for a shorter time, or give the map more heap."
                            .formatted(cut.places(), cut.roads(), capacity.most(), capacity.mostRoads()));
        }
        if (catalog.leftOut() > 0) {
            notices.add("%d services of the registry are left out: the map carries %d.".formatted(catalog.leftOut(),
                    capacity.most()));
        }
        notices.addAll(refusals.notices());
        return notices;
    }

    private Plan plan(City city, Grouping grouping) {
        int[][] roads = city.roads().ways().stream()
                .map(way -> new int[] {city.roads().numberOf(way.from()), city.roads().numberOf(way.to())})
                .toArray(int[][]::new);
        return Layout.of(city.houses(grouping), roads, places.spots(grouping), places.grounds(grouping));
    }

    /** Keeps the places of the houses that are new on the map of the last hour. */
    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void keepPlaces() {
        if (System.nanoTime() < keepAt) {
            return;
        }
        long begun = System.nanoTime();
        try {
            Sheet sheet = sheet(null, null);
            places.keep(Grouping.DOMAIN, sheet.plan());
            places.keep(Grouping.OWNER, plan(sheet.city(), Grouping.OWNER));
        } catch (DataAccessException | TransactionException | ProblemException e) {
            log.debug("Places are kept later", e);
        }
        // A twentieth of a processor at most, also for a city that takes long to draw.
        keepAt = System.nanoTime() + 20 * (System.nanoTime() - begun);
    }
}
