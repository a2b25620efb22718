package polis.benchmark.registry;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polis.benchmark.Benchmark;
import polis.benchmark.Measure;
import polis.benchmark.registry.RegistryLoad.Instance;
import polis.postgres.test.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ten thousand watchers of one registry are told of an instance's end, which is written to PostgreSQL first, beside a
 * plain Spring server with an {@code SseEmitter} each, which stores nothing. The time includes that of the one thread
 * that reads all.
 */
public final class EventsBenchmark implements Benchmark {

    private static final Measure P99 = new Measure("end of an instance to watcher, p99", "ms", 200.0);
    private static final Measure MEDIAN = new Measure("end of an instance to watcher, p50", "ms", null);
    private static final Measure CPU = new Measure("CPU per watcher told", "µs", null);
    private static final int WATCHERS = Integer.getInteger("polis.benchmark.watchers", 10_000);
    private static final int ENDS = 20;

    /** For ten thousand watchers, as the registry's reference has it. */
    private static final String HEAP = "-Xmx700m";

    /** The peer wants twice as much: with less it is out of memory. */
    private static final String PEER_HEAP = "-Xmx1400m";
    private static final String PEER_REQUEST = "GET /api/v1/events HTTP/1.0\r\nAccept: text/event-stream\r\n\r\n";

    private final Path home;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable RegistryServer ours;
    private @Nullable RegistryServer peer;
    private int round;

    public EventsBenchmark(Path home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public String peerName() {
        return "a plain Spring server with SseEmitters, which stores nothing";
    }

    @Override
    public List<Measure> measures() {
        return List.of(P99, MEDIAN, CPU);
    }

    @Override
    public void warmUp() throws Exception {
        Path logs = Files.createDirectories(home.resolve("benchmarks/target"));
        TestDatabase database = TestDatabase.dedicated("registry");
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        ours = RegistryServer.start("registry-service", home.resolve("registry-service/target/registry-service.jar"),
                logs.resolve("events-ours.log"), HEAP,
                List.of("--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password(),
                        "--polis.registry.seal.key=a-key-for-benchmarks-that-seals-nothing",
                        "--polis.registry.eureka.password=secret", "--polis.registry.clients.cli=benchmark",
                        // All watchers have one token, and ten streams are what one person may have.
                        "--polis.feed.per-person=" + WATCHERS,
                        // These hosts are made up.
                        "--polis.registry.health.enabled=false"));
        peer = RegistryServer.start("stock-sse", home.resolve("benchmarks/stock-sse/target/stock-sse.jar"),
                logs.resolve("events-stock.log"), PEER_HEAP, List.of());
        ours();
        peer();
    }

    @Override
    public Map<Measure, Double> ours() throws Exception {
        RegistryServer server = started(ours);
        List<Instance> instances = RegistryLoad.instances("EVENTS" + round++, 1, ENDS);
        new RegistryLoad(server).register(instances);
        server.settle();
        String token = token(server.port());
        String request = "GET /api/v1/events?after=" + newest(server.port(), token)
                + " HTTP/1.0\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        try (RegistryWire wire = new RegistryWire(server.port())) {
            return round(server, request,
                    number -> RegistryLoad.expect(200, wire.call("DELETE", instances.get(number).path(), null)));
        }
    }

    @Override
    public Map<Measure, Double> peer() throws Exception {
        RegistryServer server = started(peer);
        try (RegistryWire wire = new RegistryWire(server.port())) {
            Map<Measure, Double> found = round(server, PEER_REQUEST,
                    number -> RegistryLoad.expect(200, wire.call("POST", "/ends/" + number, "")));
            // Its emitters find out by the second event that nobody reads any more, and fill the heap until then.
            for (int more = 0; more < 2; more++) {
                RegistryLoad.expect(200, wire.call("POST", "/ends/" + more, ""));
                server.settle();
            }
            return found;
        }
    }

    private interface End {

        void of(int number) throws Exception;
    }

    private static Map<Measure, Double> round(RegistryServer server, String request, End end) throws Exception {
        long[] all = new long[WATCHERS * ENDS];
        double cpu;
        try (Watchers watchers = new Watchers(WATCHERS, server.port(), request)) {
            server.settle();
            cpu = server.cpuSeconds();
            for (int number = 0; number < ENDS; number++) {
                int which = number;
                System.arraycopy(watchers.end(() -> end.of(which)), 0, all, number * WATCHERS, WATCHERS);
                TimeUnit.MILLISECONDS.sleep(200);
            }
            cpu = server.cpuSeconds() - cpu;
        }
        Arrays.sort(all);
        Map<Measure, Double> found = new LinkedHashMap<>();
        found.put(P99, all[(int) (all.length * 0.99)] / 1e6);
        found.put(MEDIAN, all[all.length / 2] / 1e6);
        found.put(CPU, cpu * 1e6 / all.length);
        return found;
    }

    private String token(int port) throws Exception {
        String pair = Base64.getEncoder().encodeToString("cli:benchmark".getBytes(StandardCharsets.UTF_8));
        return json(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/oauth2/token"))
                .header("Authorization", "Basic " + pair).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")).build())
                .path("access_token").asString();
    }

    private String newest(int port, String token) throws Exception {
        String after = "0";
        JsonNode page;
        do {
            page = json(HttpRequest
                    .newBuilder(URI.create("http://localhost:" + port + "/api/v1/events?limit=1000&after=" + after))
                    .header("Authorization", "Bearer " + token).build());
            after = page.path("nextCursor").asString();
        } while (!page.path("items").isEmpty());
        return after;
    }

    private JsonNode json(HttpRequest request) throws Exception {
        return JsonMapper.shared().readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static RegistryServer started(@Nullable RegistryServer server) {
        if (server == null) {
            throw new IllegalStateException("not warmed up");
        }
        return server;
    }
}
