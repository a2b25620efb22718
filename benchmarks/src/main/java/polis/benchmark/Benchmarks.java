package polis.benchmark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polis.benchmark.layout.LayoutAndCycles;
import polis.benchmark.map.MapContest;
import polis.benchmark.registry.EventsContest;
import polis.benchmark.registry.OutageContest;
import polis.benchmark.registry.RegistryContest;
import polis.benchmark.registry.catalogue.Catalogue;
import polis.benchmark.startup.Startup;

/** {@code benchmarks/run NAME [ROUNDS]}. */
final class Benchmarks {

    private static final int ROUNDS = 3;

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("polis.home", "."));
        Map<String, Contest> contests = new HashMap<>();
        for (Contest contest : List.of(new Startup(home), new LayoutAndCycles(home), new Catalogue(home),
                new RegistryContest(home), new MapContest(home), new EventsContest(home), new OutageContest(home))) {
            contests.put(contest.name(), contest);
        }
        Contest contest = contests.get(arguments[0]);
        if (contest == null) {
            System.err.println("No benchmark is called " + arguments[0] + "; there are: " + contests.keySet());
            System.exit(2);
            return;
        }
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        // Whatever a contestant has running ends with this process, by the hooks that it has left; also when this one
        // fails.
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        Result result = run(contest, rounds);
        result.print();
        result.writeTo(home.resolve("benchmarks/results"));
        System.exit(0);
    }

    /** The two take turns, so that whatever else the machine does hits both. */
    static Result run(Contest contest, int rounds) throws Exception {
        Map<Measure, Samples> ours = new HashMap<>();
        Map<Measure, Samples> peer = new HashMap<>();
        System.out.println("Warming up…");
        contest.warmUp();
        double loadBefore = load();
        for (int round = 1; round <= rounds; round++) {
            System.out.println("Round " + round + " of " + rounds + ": ours");
            contest.ours().forEach((measure, value) -> ours.computeIfAbsent(measure, key -> new Samples()).add(value));
            System.out.println("Round " + round + " of " + rounds + ": " + contest.peerName());
            contest.peer().forEach((measure, value) -> peer.computeIfAbsent(measure, key -> new Samples()).add(value));
        }
        List<Row> rows = new ArrayList<>();
        for (Measure measure : contest.measures()) {
            rows.add(Row.of(measure, samples(ours, measure), samples(peer, measure), contest.peerName()));
        }
        return new Result(contest.name(), Instant.now(), rounds, Runtime.getRuntime().availableProcessors(), loadBefore,
                load(), rows);
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
