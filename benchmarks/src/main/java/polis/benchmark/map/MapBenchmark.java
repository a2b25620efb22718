package polis.benchmark.map;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polis.benchmark.Benchmark;
import polis.benchmark.Latency;
import polis.benchmark.Measure;

/** dependency-map-service, durable on PostgreSQL, beside a real zipkin-server that keeps spans in its memory. */
public final class MapBenchmark implements Benchmark {

    /** For a percentile of ours alone; the peer takes seconds for each. */
    private static final int REQUESTS = 300;

    /** For a percentile of both. */
    private static final int PEER_REQUESTS = 15;
    private static final Measure JSON = Measure.beside("CPU per span, JSON v2, without PostgreSQL", "µs", 3);
    private static final Measure PROTO3 = Measure.beside("CPU per span, proto3, without PostgreSQL", "µs", 3);
    private static final Measure JSON_ALL = Measure.beside("CPU per span, JSON v2, with PostgreSQL", "µs", 3);
    private static final Measure PROTO3_ALL = Measure.beside("CPU per span, proto3, with PostgreSQL", "µs", 3);

    private static final Measure MAP_P99 = new Measure("map of the last hour, p99 of %d".formatted(REQUESTS), "ms",
            50.0);
    private static final Measure MAP_P50 = new Measure("map of the last hour, p50 of %d".formatted(PEER_REQUESTS), "ms",
            null);

    private static final Measure HEAP = new Measure("heap at 100,000 spans/s offered", "MiB", 512.0);
    private static final Measure FAILED = new Measure("neither taken nor 429 then, requests", "", 0.0);

    /** How many spans there are before the map is asked for. */
    private static final long SPANS = Long.getLong("polis.benchmark.spans", 1_000_000);
    private static final long PEER_SPANS = 1_000_000;

    /** More spans than it is ever sent. */
    private static final String PEER_HOLDS = "20000000";

    /** A kilobyte and a half for each of the spans that it is sent in three rounds. */
    private static final String PEER_HEAP = System.getProperty("polis.benchmark.peer-heap", "-Xmx14g");

    /** Those of our server; in place of them whatever suits the peer better. */
    private static final List<String> PEER_FLAGS = List
            .of(System.getProperty("polis.benchmark.peer-flags", String.join(" ", MapService.FLAGS)).split(" ", -1));

    /** It takes eleven seconds for too long, and needs as much for the map of some millions of spans. */
    private static final String PEER_PATIENCE = "5m";
    private static final int SERVICES = Integer.getInteger("polis.benchmark.services", 100);
    private static final long MEASURED = Long.getLong("polis.benchmark.measured", 700_000);
    private static final int MOST_TURNS = 6;
    private static final double COMPILERS_AT_REST = 0.04;

    /** False leaves the peer out, for what takes long enough without it. */
    private static final boolean BESIDE_PEER = !"false".equals(System.getProperty("polis.benchmark.peer"));
    private static final int FLOOD_SECONDS = Integer.getInteger("polis.benchmark.flood", 10);
    private static final int FLOOD = 100_000;

    /** How long we are offered more than we can take. */
    private static final int SATURATION_SECONDS = Integer.getInteger("polis.benchmark.saturation", 20);
    private static final String OUR_MAP = "/api/v1/map";

    /** Until calls that only one side reported are decided, and written. The peer has nothing of the kind. */
    private static final int SETTLING_SECONDS = 18;

    /** What a server does anyway, such as drawing the map for its own trend, is no span's cost. */
    private static final int IDLE_SECONDS = 6;
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final Path home;
    private final TraceGenerator generator = new TraceGenerator(SERVICES);
    private final Map<Message.Format, SpanLoad> loads = new HashMap<>();
    private @Nullable SpanServer ours;
    private @Nullable SpanServer peer;
    private long postmaster;

    public MapBenchmark(Path home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "map";
    }

    @Override
    public String peerName() {
        if (!BESIDE_PEER) {
            return "left out";
        }
        return "zipkin-server 3.6.1 with its storage in memory, %,d spans over %d edges in the last hour"
                .formatted(Math.min(SPANS, PEER_SPANS), generator.edges());
    }

    @Override
    public List<Measure> measures() {
        return List.of(JSON, PROTO3, JSON_ALL, PROTO3_ALL, MAP_P99, MAP_P50, HEAP, FAILED);
    }

    @Override
    public void warmUp() throws Exception {
        for (Message.Format format : Message.Format.values()) {
            loads.put(format, new SpanLoad(generator, format));
        }
        Path logs = Files.createDirectories(home.resolve("benchmarks/target"));
        MapService started = MapService.start(home, logs);
        ours = started.server();
        postmaster = started.postmaster();
        List<SpanServer> servers = new ArrayList<>(List.of(started.server()));
        if (BESIDE_PEER) {
            servers.add(startPeer(logs));
        }
        for (SpanServer server : servers) {
            fill(server);
            Latency.p99(server == ours ? 2 * REQUESTS : 2, round -> server.get(mapOf(server)));
            warmUp(server);
            settle(server);
        }
    }

    /**
     * What is compiled while it is measured would be booked on the spans: sends some until compilers have little to do.
     */
    private void warmUp(SpanServer server) throws Exception {
        for (int turn = 1; turn <= MOST_TURNS; turn++) {
            double before = server.cpuSeconds();
            double compiled = server.compilerSeconds();
            for (Message.Format format : Message.Format.values()) {
                load(format).deliver(server, measured(server) / 2, span -> System.currentTimeMillis() * 1000);
            }
            double share = (server.compilerSeconds() - compiled) / (server.cpuSeconds() - before);
            System.out.printf("%s has warmed up %d times: %.0f %% of its CPU went to compilers%n", server.name(), turn,
                    100 * share);
            if (share < COMPILERS_AT_REST) {
                return;
            }
        }
    }

    /** Returns how many spans are measured: more of ours, as the peer keeps all of them in its heap. */
    private long measured(SpanServer server) {
        return server == ours ? 3 * MEASURED : MEASURED;
    }

    /**
     * Its JVM has the flags of ours. Its heap is large enough not to matter, and it forgets nothing: a server that
     * forgets is slow, and answers 500 now and then.
     */
    private SpanServer startPeer(Path logs) throws Exception {
        SpanServer started = SpanServer.start("zipkin-server",
                home.resolve("dependency-map-service/target/zipkin/zipkin-server.jar"), logs.resolve("map-zipkin.log"),
                Stream.concat(PEER_FLAGS.stream(), Stream.of(PEER_HEAP)).toList(), Map.of("SELF_TRACING_ENABLED",
                        "false", "STORAGE_TYPE", "mem", "MEM_MAX_SPANS", PEER_HOLDS, "QUERY_TIMEOUT", PEER_PATIENCE),
                "QUERY_PORT", "/health", "/api/v2/spans");
        peer = started;
        return started;
    }

    private static SpanServer started(@Nullable SpanServer server) {
        if (server == null) {
            throw new IllegalStateException("not warmed up");
        }
        return server;
    }

    /** Sends half of the spans in each encoding, minute by minute over the last hour. */
    private void fill(SpanServer server) throws Exception {
        long begin = System.currentTimeMillis() * 1000 - HOUR_MICROS + 60_000_000;
        long half = (server == ours ? SPANS : Math.min(SPANS, PEER_SPANS)) / 2;
        long taken = 0;
        double seconds = 0;
        for (Message.Format format : Message.Format.values()) {
            long from = format == Message.Format.JSON ? begin : begin + HOUR_MICROS / 2;
            SpanLoad.Outcome outcome = load(format).deliver(server, half,
                    span -> from + (long) ((double) span / half * (HOUR_MICROS / 2 - 60_000_000)));
            taken += outcome.taken();
            seconds += outcome.seconds();
        }
        System.out.printf("%s has taken %,d spans in %.0f s%n", server.name(), taken, seconds);
        settle(server);
    }

    private void settle(SpanServer server) throws InterruptedException {
        TimeUnit.SECONDS.sleep(server == ours ? SETTLING_SECONDS : 1);
    }

    private SpanLoad load(Message.Format format) {
        SpanLoad load = loads.get(format);
        if (load == null) {
            throw new IllegalStateException("not warmed up");
        }
        return load;
    }

    @Override
    public Map<Measure, Double> ours() throws Exception {
        SpanServer server = started(ours);
        Map<Measure, Double> values = new HashMap<>();
        Cost idle = idle(server, postmaster);
        values.put(MAP_P99, Latency.p99(REQUESTS, round -> server.get(mapOf(server))));
        values.put(MAP_P50, Latency.p50(PEER_REQUESTS, round -> server.get(mapOf(server))));
        spans(server, postmaster, idle, values);
        return values;
    }

    @Override
    public Map<Measure, Double> peer() throws Exception {
        Map<Measure, Double> values = new HashMap<>();
        if (!BESIDE_PEER) {
            measures().forEach(measure -> values.put(measure, Double.NaN));
            return values;
        }
        SpanServer server = started(peer);
        Cost idle = idle(server, 0);
        values.put(MAP_P99, Double.NaN);
        values.put(MAP_P50, Latency.p50(PEER_REQUESTS, round -> server.get(mapOf(server))));
        spans(server, 0, idle, values);
        return values;
    }

    private String mapOf(SpanServer server) {
        return server == ours ? OUR_MAP : "/api/v2/dependencies?lookback=3600000&endTs=" + System.currentTimeMillis();
    }

    private static Cost idle(SpanServer server, long database) throws Exception {
        Cost before = Cost.of(server, database);
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        Cost idle = Cost.of(server, database).since(before);
        System.out.printf("%s needs %.2f s of CPU in %.0f s without a span%n", server.name(), idle.own(),
                idle.seconds());
        return idle;
    }

    private void spans(SpanServer server, long database, Cost idle, Map<Measure, Double> values) throws Exception {
        cost(server, database, Message.Format.JSON, idle, JSON, JSON_ALL, values);
        cost(server, database, Message.Format.PROTO3, idle, PROTO3, PROTO3_ALL, values);
        SpanLoad.Outcome flood = load(Message.Format.PROTO3).flood(server, FLOOD, FLOOD_SECONDS);
        report(server, "a flood", flood);
        double heap = server.heap();
        long failed = flood.failed();
        if (server == ours) {
            SpanLoad.Outcome saturated = load(Message.Format.PROTO3).saturate(server, SATURATION_SECONDS);
            report(server, "saturation", saturated);
            System.out.printf("%s is then resident with %.0f MiB%n", server.name(), server.residentMebibytes());
            heap = Math.max(heap, server.heap());
            failed += saturated.failed();
        }
        values.put(HEAP, heap);
        values.put(FAILED, (double) failed);
        settle(server);
    }

    private static void report(SpanServer server, String flood, SpanLoad.Outcome outcome) {
        System.out.printf(
                "%s in %s: %,.0f spans/s offered, %,.0f taken, %,.0f refused by 429 (%.0f %%), %,d requests failed%n",
                server.name(), flood, (outcome.taken() + outcome.refused()) / outcome.seconds(),
                outcome.taken() / outcome.seconds(), outcome.refused() / outcome.seconds(),
                100.0 * outcome.refused() / Math.max(1, outcome.taken() + outcome.refused()), outcome.failed());
        if (!server.isAlive()) {
            throw new IllegalStateException(server.name() + " has died");
        }
    }

    private void cost(SpanServer server, long database, Message.Format format, Cost idle, Measure own, Measure all,
            Map<Measure, Double> values) throws Exception {
        Cost before = Cost.of(server, database);
        SpanLoad.Outcome outcome = load(format).deliver(server, measured(server),
                span -> System.currentTimeMillis() * 1000);
        settle(server);
        Cost cost = Cost.of(server, database).since(before);
        double share = cost.seconds() / idle.seconds();
        values.put(own, (cost.own() - share * idle.own()) * 1e6 / outcome.taken());
        values.put(all, (cost.all() - share * idle.all()) * 1e6 / outcome.taken());
        System.out.printf("%s has taken %,.0f spans/s, %s, at %.2f µs each, %.2f with its database%n", server.name(),
                outcome.taken() / outcome.seconds(), format, values.get(own), values.get(all));
    }
}
