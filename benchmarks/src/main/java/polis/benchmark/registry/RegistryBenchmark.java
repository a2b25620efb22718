package polis.benchmark.registry;

import static polis.benchmark.registry.RegistryLoad.expect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.benchmark.Benchmark;
import polis.benchmark.Measure;
import polis.benchmark.registry.RegistryLoad.Cost;
import polis.benchmark.registry.RegistryLoad.Instance;
import polis.postgres.test.TestDatabase;

/** registry-service, durable on PostgreSQL, beside a plain Spring Cloud Eureka server that forgets. */
public final class RegistryBenchmark implements Benchmark {

    private static final Measure LARGE = Measure.beside("CPU per renewal, 1 app × 5,000", "µs", 3);
    private static final Measure SMALL = Measure.beside("CPU per renewal, 500 apps × 20", "µs", 1.5);
    private static final Measure REGISTRATION = Measure.beside("time per registration", "µs", 1);
    private static final Measure FULL = Measure.beside("full fetch, JSON, gzip", "µs", 1);
    private static final Measure FULL_PLAIN = Measure.beside("full fetch, JSON, plain", "µs", 1);
    private static final Measure DELTA = Measure.beside("delta fetch, JSON, gzip", "µs", 1);
    private static final Measure DELTA_PLAIN = Measure.beside("delta fetch, JSON, plain", "µs", 1);
    private static final Measure FULL_XML = Measure.beside("full fetch, XML, gzip", "µs", 1);
    private static final Measure FULL_XML_PLAIN = Measure.beside("full fetch, XML, plain", "µs", 1);
    private static final Measure DELTA_XML = Measure.beside("delta fetch, XML, gzip", "µs", 1);
    private static final Measure DELTA_XML_PLAIN = Measure.beside("delta fetch, XML, plain", "µs", 1);
    private static final Measure HEAP = Measure.beside("live heap at 20,000 instances", "MiB", 1);
    private static final double SECONDS = Double.parseDouble(System.getProperty("polis.benchmark.seconds", "3"));

    /** New instances per round, as many for either: what changed lately is in the delta that both of them serve. */
    private static final int FRESH_APPS = 100;
    private static final int FRESH_EACH = 50;

    private final Path home;
    private final List<Instance> small = RegistryLoad.instances("SMALL", 500, 20);
    private final List<Instance> large = RegistryLoad.instances("LARGE", 1, 5_000);
    private @Nullable RegistryServer ours;
    private @Nullable RegistryServer peer;
    private int round;

    public RegistryBenchmark(Path home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public String peerName() {
        return "a stock Spring Cloud Eureka server";
    }

    @Override
    public List<Measure> measures() {
        return List.of(LARGE, SMALL, REGISTRATION, FULL, FULL_PLAIN, DELTA, DELTA_PLAIN, FULL_XML, FULL_XML_PLAIN,
                DELTA_XML, DELTA_XML_PLAIN, HEAP);
    }

    @Override
    public void warmUp() throws Exception {
        Path logs = Files.createDirectories(home.resolve("benchmarks/target"));
        TestDatabase database = TestDatabase.dedicated("registry");
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        ours = RegistryServer.start("registry-service", home.resolve("registry-service/target/registry-service.jar"),
                logs.resolve("registry-ours.log"),
                List.of("--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password(),
                        "--polis.registry.seal.key=a-key-for-benchmarks-that-seals-nothing",
                        "--polis.registry.eureka.password=secret",
                        // The peer checks nobody, and these hosts are made up.
                        "--polis.registry.health.enabled=false"));
        peer = RegistryServer.start("stock-eureka", home.resolve("benchmarks/stock-eureka/target/stock-eureka.jar"),
                logs.resolve("registry-stock.log"), List.of());
        for (RegistryServer server : List.of(ours, peer)) {
            RegistryLoad load = new RegistryLoad(server);
            load.register(small);
            load.register(large);
            load.register(RegistryLoad.instances("OTHER", 250, 20));
            System.out.printf("%s is quiet %.1f s after it has answered 20,000 registrations%n",
                    server == ours ? "registry-service, which writes them behind," : "The peer", server.settle());
            round(server);
        }
    }

    @Override
    public Map<Measure, Double> ours() throws Exception {
        return round(started(ours));
    }

    @Override
    public Map<Measure, Double> peer() throws Exception {
        return round(started(peer));
    }

    private static RegistryServer started(@Nullable RegistryServer server) {
        if (server == null) {
            throw new IllegalStateException("not warmed up");
        }
        return server;
    }

    private Map<Measure, Double> round(RegistryServer server) throws Exception {
        RegistryLoad load = new RegistryLoad(server);
        Map<Measure, Double> values = new HashMap<>();
        // Nothing changes while the heap is looked at and lists are fetched, and nothing did lately.
        values.put(HEAP, server.liveHeap());
        values.put(LARGE, renew(load, large).cpuMicros());
        values.put(SMALL, renew(load, small).cpuMicros());
        values.put(FULL, fetch(load, "/eureka/apps", "application/json", true).wallMicros());
        values.put(FULL_PLAIN, fetch(load, "/eureka/apps", "application/json", false).wallMicros());
        values.put(DELTA, fetch(load, "/eureka/apps/delta", "application/json", true).wallMicros());
        values.put(DELTA_PLAIN, fetch(load, "/eureka/apps/delta", "application/json", false).wallMicros());
        values.put(FULL_XML, fetch(load, "/eureka/apps", "application/xml", true).wallMicros());
        values.put(FULL_XML_PLAIN, fetch(load, "/eureka/apps", "application/xml", false).wallMicros());
        values.put(DELTA_XML, fetch(load, "/eureka/apps/delta", "application/xml", true).wallMicros());
        values.put(DELTA_XML_PLAIN, fetch(load, "/eureka/apps/delta", "application/xml", false).wallMicros());
        List<Instance> fresh = RegistryLoad.instances("FRESH" + round++, FRESH_APPS, FRESH_EACH);
        values.put(REGISTRATION, load.register(fresh).wallMicros());
        load.cancel(fresh);
        server.settle();
        return values;
    }

    private static Cost renew(RegistryLoad load, List<Instance> instances) throws Exception {
        return load.during(SECONDS, (wire, number) -> {
            String path = instances.get((int) (number % instances.size())).path();
            expect(200, wire.call("PUT", path + "?status=UP&lastDirtyTimestamp=1763600000000", null));
        });
    }

    private static Cost fetch(RegistryLoad load, String path, String type, boolean gzip) throws Exception {
        return load.during(SECONDS, (wire, number) -> {
            wire.accept(type, gzip);
            expect(200, wire.call("GET", path, null));
        });
    }
}
