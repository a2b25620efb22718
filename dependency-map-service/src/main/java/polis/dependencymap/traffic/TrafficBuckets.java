package polis.dependencymap.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Traffic by minute in PostgreSQL. There is one writer at a time: sketches are read, merged here and written back. */
@Repository
public class TrafficBuckets {

    private final JdbcClient jdbc;
    private final Nodes nodes;

    TrafficBuckets(JdbcClient jdbc, Nodes nodes) {
        this.jdbc = jdbc;
        this.nodes = nodes;
    }

    /** Adds traffic to what is there already, as a part of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Traffic traffic) {
        Set<Node> names = new HashSet<>();
        traffic.roads().keySet().forEach(key -> {
            names.add(key.road().from());
            names.add(key.road().to());
        });
        traffic.services().keySet().forEach(key -> names.add(key.service()));
        Map<Node, Integer> numbers = nodes.numbersOf(names);
        addRoads(traffic, numbers);
        addServices(traffic, numbers);
    }

    private void addRoads(Traffic traffic, Map<Node, Integer> numbers) {
        List<RoadRow> rows = new ArrayList<>();
        traffic.roads().forEach((key, load) -> {
            Integer caller = numbers.get(key.road().from());
            Integer callee = numbers.get(key.road().to());
            if (caller != null && callee != null) {
                rows.add(new RoadRow(key.minute(), caller, callee, key.road().asynchronous(), load));
            }
        });
        if (rows.isEmpty()) {
            return;
        }
        rows.sort(Comparator.comparingInt(RoadRow::minute).thenComparingInt(RoadRow::caller)
                .thenComparingInt(RoadRow::callee));
        int[] minutes = rows.stream().mapToInt(RoadRow::minute).toArray();
        Integer[] callers = rows.stream().map(RoadRow::caller).toArray(Integer[]::new);
        Integer[] callees = rows.stream().map(RoadRow::callee).toArray(Integer[]::new);
        Boolean[] asynchronous = rows.stream().map(RoadRow::asynchronous).toArray(Boolean[]::new);
        byte[][] before = new byte[rows.size()][];
        jdbc.sql("""
                select k.n, r.latency from road_minute r
                join unnest(?::int[], ?::int[], ?::int[], ?::boolean[]) with ordinality
                  as k(minute, caller, callee, asynchronous, n) using (minute, caller, callee, asynchronous)""")
                .param(minutes).param(callers).param(callees).param(asynchronous)
                .query(row -> {
                    before[row.getInt(1) - 1] = row.getBytes(2);
                });
        List<Load> loads = rows.stream().map(RoadRow::load).toList();
        jdbc.sql(
                """
                        insert into road_minute as r (minute, caller, callee, asynchronous, calls, errors, latency)
                        select * from unnest(?::int[], ?::int[], ?::int[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bytea[])
                        on conflict (minute, caller, callee, asynchronous) do update
                        set calls = r.calls + excluded.calls, errors = r.errors + excluded.errors, latency = excluded.latency""")
                .param(minutes).param(callers).param(callees).param(asynchronous)
                .param(calls(loads)).param(errors(loads)).param(latencies(loads, before))
                .update();
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
        jdbc.sql("""
                select k.n, s.latency from service_minute s
                join unnest(?::int[], ?::int[]) with ordinality as k(minute, service, n) using (minute, service)""")
                .param(minutes).param(services)
                .query(row -> {
                    before[row.getInt(1) - 1] = row.getBytes(2);
                });
        List<Load> loads = rows.stream().map(ServiceRow::load).toList();
        jdbc.sql("""
                insert into service_minute as s (minute, service, requests, errors, latency)
                select * from unnest(?::int[], ?::int[], ?::bigint[], ?::bigint[], ?::bytea[])
                on conflict (minute, service) do update
                set requests = s.requests + excluded.requests, errors = s.errors + excluded.errors,
                    latency = excluded.latency""")
                .param(minutes).param(services)
                .param(calls(loads)).param(errors(loads)).param(latencies(loads, before))
                .update();
    }

    /** Sums up the minutes from the first, inclusive, to the last, exclusive. */
    @Transactional(readOnly = true)
    public Totals between(int first, int last) {
        Map<Road, Load> roads = new HashMap<>();
        Map<Node, Load> services = new HashMap<>();
        int[] earliest = {-1};
        jdbc.sql("""
                select caller, callee, asynchronous, calls, errors, latency, minute from road_minute
                where minute >= ? and minute < ?""")
                .param(first).param(last)
                .query(row -> {
                    Node from = nodes.numbered(row.getInt(1));
                    Node to = nodes.numbered(row.getInt(2));
                    if (from != null && to != null) {
                        roads.computeIfAbsent(new Road(from, to, row.getBoolean(3)), road -> new Load())
                                .add(row.getLong(4), row.getLong(5), row.getBytes(6));
                        earliest[0] = earlier(earliest[0], row.getInt(7));
                    }
                });
        jdbc.sql("""
                select service, requests, errors, latency, minute from service_minute
                where minute >= ? and minute < ?""")
                .param(first).param(last)
                .query(row -> {
                    Node service = nodes.numbered(row.getInt(1));
                    if (service != null) {
                        services.computeIfAbsent(service, node -> new Load())
                                .add(row.getLong(2), row.getLong(3), row.getBytes(4));
                        earliest[0] = earlier(earliest[0], row.getInt(5));
                    }
                });
        return new Totals(roads, services, earliest[0]);
    }

    /** Deletes the minutes before this one. */
    @Transactional
    public void forgetBefore(int minute) {
        jdbc.sql("delete from road_minute where minute < ?").param(minute).update();
        jdbc.sql("delete from service_minute where minute < ?").param(minute).update();
    }

    private static int earlier(int known, int minute) {
        return known < 0 ? minute : Math.min(known, minute);
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
                all.addLatency(before[i]);
            }
            merged[i] = all.encodedLatency();
        }
        return merged;
    }

    private record RoadRow(int minute, int caller, int callee, boolean asynchronous, Load load) {}

    private record ServiceRow(int minute, int service, Load load) {}
}
