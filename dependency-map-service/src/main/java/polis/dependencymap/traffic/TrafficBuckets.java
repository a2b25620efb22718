package polis.dependencymap.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

// ADR 13
/** Traffic by minute in PostgreSQL. There is one writer at a time: sketches are read, merged here and written back. */
@Repository
public class TrafficBuckets {

    private static final Logger log = LoggerFactory.getLogger(TrafficBuckets.class);

    private final JdbcClient jdbc;
    private final Nodes nodes;
    private final TrafficSums sums;
    private final TenMinutes tens;
    private final Choosing choosing;

    TrafficBuckets(JdbcClient jdbc, Nodes nodes, TrafficSums sums, TenMinutes tens, Choosing choosing) {
        this.jdbc = jdbc;
        this.nodes = nodes;
        this.sums = sums;
        this.tens = tens;
        this.choosing = choosing;
    }

    /** Adds traffic to what is there already, as a part of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Traffic traffic) {
        Set<Node> names = new HashSet<>();
        traffic.edges().keySet().forEach(key -> {
            names.add(key.edge().from());
            names.add(key.edge().to());
        });
        traffic.services().keySet().forEach(key -> names.add(key.service()));
        Map<Node, Integer> numbers = nodes.numbersOf(names);
        int[] minutes = IntStream
                .concat(traffic.edges().keySet().stream().mapToInt(Traffic.EdgeMinute::minute),
                        traffic.services().keySet().stream().mapToInt(Traffic.ServiceMinute::minute))
                .distinct().toArray();
        tens.written(minutes);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                tens.written(minutes);
            }
        });
        addEdges(traffic, numbers);
        addServices(traffic, numbers);
        sums.due(Resolution.HOUR,
                IntStream.of(minutes).map(minute -> Math.floorDiv(minute, Resolution.HOUR.minutes())));
    }

    private void addEdges(Traffic traffic, Map<Node, Integer> numbers) {
        List<EdgeRow> rows = new ArrayList<>();
        traffic.edges().forEach((key, load) -> {
            Integer caller = numbers.get(key.edge().from());
            Integer callee = numbers.get(key.edge().to());
            if (caller != null && callee != null) {
                rows.add(new EdgeRow(key.minute(), caller, callee, key.edge().asynchronous(), load));
            }
        });
        if (rows.isEmpty()) {
            return;
        }
        rows.sort(Comparator.comparingInt(EdgeRow::minute).thenComparingInt(EdgeRow::caller)
                .thenComparingInt(EdgeRow::callee));
        int[] minutes = rows.stream().mapToInt(EdgeRow::minute).toArray();
        Integer[] callers = rows.stream().map(EdgeRow::caller).toArray(Integer[]::new);
        Integer[] callees = rows.stream().map(EdgeRow::callee).toArray(Integer[]::new);
        Boolean[] asynchronous = rows.stream().map(EdgeRow::asynchronous).toArray(Boolean[]::new);
        byte[][] before = new byte[rows.size()][];
        jdbc.sql("""
                select k.n, r.latency from edge_minute r
                join unnest(:minutes::int[], :callers::int[], :callees::int[], :asynchronous::boolean[]) with ordinality
                  as k(minute, caller, callee, asynchronous, n) using (minute, caller, callee, asynchronous)""")
                .param("minutes", minutes).param("callers", callers).param("callees", callees)
                .param("asynchronous", asynchronous).query(row -> {
                    before[row.getInt(1) - 1] = row.getBytes(2);
                });
        List<Load> loads = rows.stream().map(EdgeRow::load).toList();
        jdbc.sql(
                """
                        insert into edge_minute as r (minute, caller, callee, asynchronous, calls, errors, latency)
                        select * from unnest(:minutes::int[], :callers::int[], :callees::int[], :asynchronous::boolean[], :calls::bigint[], :errors::bigint[], :latencies::bytea[])
                        on conflict (minute, caller, callee, asynchronous) do update
                        set calls = r.calls + excluded.calls, errors = r.errors + excluded.errors, latency = excluded.latency""")
                .param("minutes", minutes).param("callers", callers).param("callees", callees)
                .param("asynchronous", asynchronous).param("calls", calls(loads)).param("errors", errors(loads))
                .param("latencies", latencies(loads, before)).update();
    }

    private void addServices(Traffic traffic, Map<Node, Integer> numbers) {
        List<ServiceRow> rows = new ArrayList<>();
        traffic.services().forEach((key, load) -> {
            Integer service = numbers.get(key.service());
            if (service != null) {
                rows.add(new ServiceRow(key.minute(), service, load));
            }
        });
        if (rows.isEmpty()) {
            return;
        }
        rows.sort(Comparator.comparingInt(ServiceRow::minute).thenComparingInt(ServiceRow::service));
        int[] minutes = rows.stream().mapToInt(ServiceRow::minute).toArray();
        int[] services = rows.stream().mapToInt(ServiceRow::service).toArray();
        byte[][] before = new byte[rows.size()][];
        jdbc.sql(
                """
                        select k.n, s.latency from service_minute s
                        join unnest(:minutes::int[], :services::int[]) with ordinality as k(minute, service, n) using (minute, service)""")
                .param("minutes", minutes).param("services", services).query(row -> {
                    before[row.getInt(1) - 1] = row.getBytes(2);
                });
        List<Load> loads = rows.stream().map(ServiceRow::load).toList();
        jdbc.sql(
                """
                        insert into service_minute as s (minute, service, requests, errors, latency)
                        select * from unnest(:minutes::int[], :services::int[], :calls::bigint[], :errors::bigint[], :latencies::bytea[])
                        on conflict (minute, service) do update
                        set requests = s.requests + excluded.requests, errors = s.errors + excluded.errors,
                            latency = excluded.latency""")
                .param("minutes", minutes).param("services", services).param("calls", calls(loads))
                .param("errors", errors(loads)).param("latencies", latencies(loads, before)).update();
    }

    /**
     * Sums up the minutes from the first, inclusive, to the last, exclusive. Whole hours and days are read as such.
     * Where minutes are not kept any more the range is widened to the whole hour, or day. Of more nodes and edges than
     * the heap carries those with the most traffic are summed up.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Totals between(int first, int last) {
        long stamp = tens.stamp();
        List<Stretch> stretches = sums.stretches(first, last);
        Sum all = sum(stretches, Selection.ALL, stamp);
        Sum shown = all.isOverflowing() ? sum(stretches, choosing.of(stretches), stamp) : all;
        return new Totals(shown.edges(), shown.services(), sums.firstMinute(shown.earliest()), shown.selection().cut());
    }

    private Sum sum(List<Stretch> stretches, Selection selection, long stamp) {
        var sum = new Sum(nodes, selection, choosing.mostNodes(), choosing.mostEdges());
        for (Stretch stretch : stretches) {
            if (stretch.resolution() == Resolution.MINUTE) {
                tens.read(stretch, sum, stamp);
            } else {
                sums.read(stretch, sum);
            }
        }
        return sum;
    }

    /** Deletes the minutes before this one. */
    @Transactional
    public void forgetBefore(int minute) {
        sums.delete(Resolution.MINUTE, "<", minute);
    }

    private static long[] calls(List<Load> loads) {
        return loads.stream().mapToLong(Load::calls).toArray();
    }

    private static long[] errors(List<Load> loads) {
        return loads.stream().mapToLong(Load::errors).toArray();
    }

    private static byte[][] latencies(List<Load> loads, byte[][] before) {
        byte[][] merged = new byte[before.length][];
        for (int i = 0; i < merged.length; i++) {
            Load all = new Load();
            all.add(loads.get(i));
            if (before[i] != null) {
                addBefore(all, before[i]);
            }
            merged[i] = all.encodedLatency();
        }
        return merged;
    }

    /** One row that cannot be read must not stop all that comes after it. */
    private static void addBefore(Load load, byte[] latency) {
        try {
            load.addLatency(latency);
        } catch (RuntimeException e) {
            log.error("The latencies of a minute cannot be read and are begun anew", e);
        }
    }

    private record EdgeRow(int minute, int caller, int callee, boolean asynchronous, Load load) {}

    private record ServiceRow(int minute, int service, Load load) {}
}
