package polis.benchmark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import polis.benchmark.layout.LayoutBenchmark;
import polis.benchmark.map.MapBenchmark;
import polis.benchmark.registry.EventsBenchmark;
import polis.benchmark.registry.OutageBenchmark;
import polis.benchmark.registry.RegistryBenchmark;
import polis.benchmark.registry.catalogue.CatalogueBenchmark;
import polis.benchmark.startup.StartupBenchmark;

/** {@code benchmarks/run NAME [ROUNDS]}. */
final class Benchmarks {

    private static final int ROUNDS = 3;

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("polis.home", "."));
        Map<String, Benchmark> benchmarks = new LinkedHashMap<>();
        for (Benchmark benchmark : List.of(new CatalogueBenchmark(home), new EventsBenchmark(home),
                new LayoutBenchmark(home), new MapBenchmark(home), new OutageBenchmark(home),
                new RegistryBenchmark(home), new StartupBenchmark(home))) {
            benchmarks.put(benchmark.name(), benchmark);
        }
        Benchmark benchmark = arguments.length == 0 ? null : benchmarks.get(arguments[0]);
        if (benchmark == null) {
            System.err.println("usage: benchmarks/run NAME [ROUNDS], or mutants [MODULE]; names: "
                    + String.join(" ", benchmarks.keySet()));
            System.exit(2);
            return;
        }
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        // Servers end with this process, by their shutdown hooks, also when it fails.
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        Result result = run(benchmark, rounds);
        result.print();
        result.writeTo(home.resolve(System.getProperty("polis.benchmark.results", "benchmarks/results")));
        System.exit(0);
    }

    /** The two take turns, and begin in turn, so that whatever else the machine does hits both alike. */
    static Result run(Benchmark benchmark, int rounds) throws Exception {
        Map<Measure, Samples> ours = new HashMap<>();
        Map<Measure, Samples> peer = new HashMap<>();
        System.out.println("Warming up…");
        benchmark.warmUp();
        double loadBefore = load();
        for (int round = 1; round <= rounds; round++) {
            for (boolean own : round % 2 == 1 ? new boolean[] {true, false} : new boolean[] {false, true}) {
                System.out.println("Round " + round + " of " + rounds + ": " + (own ? "ours" : benchmark.peerName()));
                (own ? benchmark.ours() : benchmark.peer()).forEach((measure, value) -> (own ? ours : peer)
                        .computeIfAbsent(measure, key -> new Samples()).add(value));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Measure measure : benchmark.measures()) {
            rows.add(Row.of(measure, samples(ours, measure), samples(peer, measure), benchmark.peerName()));
        }
        return new Result(benchmark.name(), Instant.now(), rounds, Runtime.getRuntime().availableProcessors(),
                loadBefore, load(), rows);
    }

    private static Samples samples(Map<Measure, Samples> all, Measure measure) {
        Samples samples = all.get(measure);
        if (samples == null) {
            throw new IllegalStateException("No round measured " + measure.name());
        }
        return samples;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
