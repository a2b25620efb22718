package polis.benchmark.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import polis.benchmark.Benchmark;
import polis.benchmark.Measure;
import polis.benchmark.registry.RegistryLoad.Cost;
import polis.benchmark.registry.RegistryLoad.Instance;
import polis.benchmark.registry.RegistryLoad.Step;
import polis.postgres.test.TestDatabase;

/**
 * registry-service whose PostgreSQL is away, beside the same one when it is there: renewals, and changes among them.
 */
public final class OutageBenchmark implements Benchmark {

    /** Two measurements of the same thing differ by so much. */
    private static final double AS_FAST = 0.8;
    private static final Measure CPU = Measure.beside("CPU per renewal", "µs", AS_FAST);
    private static final Measure MEDIAN = Measure.beside("renewal, p50", "µs", AS_FAST);
    private static final Measure P99 = Measure.beside("renewal, p99", "µs", AS_FAST);
    private static final Measure CHANGING = Measure.beside("renewal while one in ten registers, p99", "µs", AS_FAST);
    private static final Measure HEAP = new Measure("live heap, 10,000 leases changed", "MiB", null);
    private static final double SECONDS = Double.parseDouble(System.getProperty("polis.benchmark.seconds", "4"));
    private static final int MOST = 4_000_000;

    private final Path home;
    private final List<Instance> instances = RegistryLoad.instances("OUTAGE", 500, 20);
    private @Nullable RegistryServer server;
    private @Nullable TestDatabase database;

    public OutageBenchmark(Path home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public String peerName() {
        return "the same registry with its database";
    }

    @Override
    public List<Measure> measures() {
        return List.of(CPU, MEDIAN, P99, CHANGING, HEAP);
    }

    @Override
    public void warmUp() throws Exception {
        Path logs = Files.createDirectories(home.resolve("benchmarks/target"));
        TestDatabase own = TestDatabase.dedicated("registry");
        database = own;
        Runtime.getRuntime().addShutdownHook(new Thread(own::close));
        RegistryServer started = RegistryServer.start("registry-service",
                home.resolve("registry-service/target/registry-service.jar"), logs.resolve("outage.log"),
                List.of("--spring.datasource.url=" + own.jdbcUrl(), "--spring.datasource.username=" + own.username(),
                        "--spring.datasource.password=" + own.password(),
                        "--polis.registry.seal.key=a-key-for-benchmarks-that-seals-nothing",
                        "--polis.registry.eureka.password=secret",
                        // These hosts are made up.
                        "--polis.registry.health.enabled=false"));
        server = started;
        new RegistryLoad(started).register(instances);
        started.settle();
        peer();
        ours();
    }

    @Override
    public Map<Measure, Double> ours() throws Exception {
        TestDatabase away = started(database);
        away.stop();
        try {
            return round();
        } finally {
            away.start();
            started(server).settle();
        }
    }

    @Override
    public Map<Measure, Double> peer() throws Exception {
        Map<Measure, Double> found = round();
        started(server).settle();
        return found;
    }

    private Map<Measure, Double> round() throws Exception {
        RegistryLoad load = new RegistryLoad(started(server));
        Map<Measure, Double> found = new LinkedHashMap<>();
        Timed renewals = new Timed((wire, number) -> renew(wire, instance(number)));
        Cost cost = load.during(SECONDS, renewals);
        found.put(CPU, cost.cpuMicros());
        found.put(MEDIAN, renewals.micros(0.5));
        found.put(P99, renewals.micros(0.99));
        Timed amongChanges = new Timed((wire, number) -> renew(wire, instance(number)));
        load.during(SECONDS, (wire, number) -> {
            if (number % 10 == 0) {
                RegistryLoad.expect(204, RegistryLoad.post(wire, instance(number / 10)));
            } else {
                amongChanges.run(wire, number);
            }
        });
        found.put(CHANGING, amongChanges.micros(0.99));
        // Each has a change that waits.
        load.register(instances);
        found.put(HEAP, started(server).liveHeap());
        return found;
    }

    private Instance instance(long number) {
        return instances.get((int) (number % instances.size()));
    }

    private static void renew(RegistryWire wire, Instance instance) throws Exception {
        RegistryLoad.expect(200,
                wire.call("PUT", instance.path() + "?status=UP&lastDirtyTimestamp=1763600000000", null));
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not warmed up");
        }
        return part;
    }

    /** Notes how long each takes. */
    private static final class Timed implements Step {

        private final Step step;

        private final int[] nanos = new int[MOST];

        private final AtomicInteger count = new AtomicInteger();

        Timed(Step step) {
            this.step = step;
        }

        @Override
        public void run(RegistryWire wire, long number) throws Exception {
            long start = System.nanoTime();
            step.run(wire, number);
            nanos[count.getAndIncrement() % MOST] = (int) (System.nanoTime() - start);
        }

        double micros(double share) {
            int[] sorted = Arrays.copyOf(nanos, Math.min(count.get(), MOST));
            Arrays.sort(sorted);
            return sorted[(int) (sorted.length * share)] / 1e3;
        }
    }
}
