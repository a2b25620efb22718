package polis.dependencymap.rendering;

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

/** Renders the map of any time range. Requests within half a second share the map of the last hour. */
@Component
public class MapService {

    private static final Logger log = LoggerFactory.getLogger(MapService.class);
    private static final long SHARED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private record Shared(RenderedMap rendered, long drawnAt) {}

    private final TrafficBuckets traffic;
    private final Catalog catalog;
    private final NodePositions positions;
    private final TrafficSettings kept;
    private final CapacitySettings capacity;
    private final RecentRefusals refusals;
    private final InstantSource clock;
    /** Maps that may be drawn at once: a large one takes some megabytes until it is written. */
    private final Semaphore permits = new Semaphore(2, true);
    /** Given back when the heap gets short. */
    private volatile SoftReference<Shared> shared = new SoftReference<>(null);
    private volatile int latestSize;
    private volatile long keepAt = System.nanoTime();

    MapService(TrafficBuckets traffic, Catalog catalog, NodePositions positions, TrafficSettings kept,
            CapacitySettings capacity, RecentRefusals refusals, InstantSource clock) {
        this.capacity = capacity;
        this.refusals = refusals;
        this.traffic = traffic;
        this.catalog = catalog;
        this.positions = positions;
        this.kept = kept;
        this.clock = clock;
    }

    /** Renders the map of a time range, by default the last hour, with districts of this kind. */
    public RenderedMap render(@Nullable Instant from, @Nullable Instant to, Grouping grouping) {
        RenderedMap rendered = render(from, to);
        return grouping == Grouping.DOMAIN
                ? rendered
                : new RenderedMap(rendered.range(), rendered.totals(), rendered.seconds(), rendered.catalog(),
                        rendered.map(), plan(rendered.map(), grouping), rendered.notices());
    }

    /** Renders the map of a time range, by default the last hour, with districts by domain. */
    public RenderedMap render(@Nullable Instant from, @Nullable Instant to) {
        boolean latestHour = from == null && to == null;
        RenderedMap drawn = latestHour ? recent() : null;
        if (drawn != null) {
            return drawn;
        }
        TimeRange range = range(from, to);
        takePermit();
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
            permits.release();
        }
    }

    /** Returns the time range that these bounds mean, or a problem if traffic is not kept that long. */
    public TimeRange range(@Nullable Instant from, @Nullable Instant to) {
        return TimeRange.of(from, to, clock.instant(), kept.retentionByDay());
    }

    /** Renders the same map with other edges and another catalogue. Nodes keep their positions. */
    public RenderedMap redraw(RenderedMap rendered, Topology topology, List<CatalogEntry> entries, Grouping grouping) {
        takePermit();
        try {
            var map = new DependencyMap(topology, entries, rendered.seconds());
            var reading = new Catalog.Reading(entries, rendered.catalog().readAt(), rendered.catalog().stale());
            return new RenderedMap(rendered.range(), rendered.totals(), rendered.seconds(), reading, map,
                    plan(map, grouping), rendered.notices());
        } finally {
            permits.release();
        }
    }

    private @Nullable RenderedMap recent() {
        Shared latest = shared.get();
        return latest != null && System.nanoTime() - latest.drawnAt() < SHARED_NANOS ? latest.rendered() : null;
    }

    private void takePermit() {
        try {
            if (permits.tryAcquire(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(StandardProblem.TOO_MANY_REQUESTS,
                "Two maps are being drawn and others wait. Repeat the request after the time in Retry-After.")
                .header("Retry-After", "2");
    }

    private RenderedMap draw(TimeRange range) {
        Totals totals = traffic.between(range.firstMinute(), range.endMinute());
        Catalog.Reading reading = catalog.reading();
        double seconds = range.secondsSince(totals.firstMinute());
        var map = new DependencyMap(Topology.of(totals, reading.entries()), reading.entries(), seconds);
        latestSize = map.topology().nodes().size() + map.topology().edges().size();
        return new RenderedMap(range, totals, seconds, reading, map, plan(map, Grouping.DOMAIN), notices(totals));
    }

    /** Returns whether the map that was drawn last takes a good part of the heap. */
    public boolean isLarge() {
        return latestSize > capacity.most() / 4;
    }

    private List<String> notices(Totals totals) {
        List<String> notices = new ArrayList<>();
        Cut cut = totals.cut();
        if (!cut.isNothing()) {
            notices.add(
                    "%d nodes and %d edges with the least traffic are left out: the map shows at most %d nodes and %d edges. Ask for a shorter time range, or give the service more heap."
                            .formatted(cut.nodes(), cut.edges(), capacity.most(), capacity.mostEdges()));
        }
        if (catalog.leftOut() > 0) {
            notices.add("%d services of the registry are left out: the map carries %d (polis.map.names.most)."
                    .formatted(catalog.leftOut(), capacity.most()));
        }
        notices.addAll(refusals.notices());
        return notices;
    }

    private Plan plan(DependencyMap map, Grouping grouping) {
        int[][] edges = map.topology().edges().stream()
                .map(edge -> new int[] {map.topology().numberOf(edge.from()), map.topology().numberOf(edge.to())})
                .toArray(int[][]::new);
        return Layout.of(DistrictAssignment.boxes(map, grouping), edges, positions.slots(grouping),
                positions.sizes(grouping));
    }

    /** Keeps the positions of nodes that are new on the map of the last hour. */
    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void keepPositions() {
        if (System.nanoTime() < keepAt) {
            return;
        }
        long begun = System.nanoTime();
        try {
            RenderedMap rendered = render(null, null);
            positions.keep(Grouping.DOMAIN, rendered.plan());
            positions.keep(Grouping.OWNER, plan(rendered.map(), Grouping.OWNER));
        } catch (DataAccessException | TransactionException | ProblemException e) {
            log.debug("Node positions are kept later", e);
        }
        // A twentieth of a processor at most, also for a map that takes long to draw.
        keepAt = System.nanoTime() + 20 * (System.nanoTime() - begun);
    }
}
