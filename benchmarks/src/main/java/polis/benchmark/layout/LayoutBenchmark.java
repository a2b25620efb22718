package polis.benchmark.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import polis.benchmark.Benchmark;
import polis.benchmark.Measure;
import polis.dependencymap.cycle.Cycle;
import polis.dependencymap.cycle.Cycles;
import polis.dependencymap.cycle.Network;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Depths;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.layout.Layout;
import polis.dependencymap.layout.NodeBox;
import polis.dependencymap.layout.Plan;

/**
 * Drawing a graph for the first time and finding its cycles with the shortest way around through every edge and the
 * cheapest cuts, beside the layered layout of Eclipse ELK, which finds no cycles but reverses them. ELK runs in a JVM
 * of its own, so that it can be stopped when a minute is over, or when it gives up: its time is then a lower bound. Its
 * stack is large, since it searches by recursion.
 */
public final class LayoutBenchmark implements Benchmark {

    /** Services of the smaller graph; the larger one has ten times as many, and each has ten edges per service. */
    private static final int SERVICES = Integer.getInteger("polis.benchmark.services", 1_000);
    private static final Measure SMALL = measure(SERVICES, 100.0);
    private static final Measure LARGE = measure(10 * SERVICES, 2000.0);
    private static final long LIMIT_SECONDS = 60;

    private final RandomGraph small = RandomGraph.of(SERVICES, 10 * SERVICES, 1);
    private final RandomGraph large = RandomGraph.of(10 * SERVICES, 100 * SERVICES, 2);
    private final Path home;

    private static Measure measure(int services, double goal) {
        return new Measure("%,d services, %,d edges".formatted(services, 10 * services), "ms", goal);
    }

    public LayoutBenchmark(Path home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "layout";
    }

    @Override
    public String peerName() {
        return "Eclipse ELK's layered layout in its own JVM, stopped after %d s; it looks for no cycles"
                .formatted(LIMIT_SECONDS);
    }

    @Override
    public List<Measure> measures() {
        return List.of(SMALL, LARGE);
    }

    @Override
    public void warmUp() {
        for (int i = 0; i < 20; i++) {
            milliseconds(small);
        }
        milliseconds(large);
        milliseconds(large);
    }

    @Override
    public Map<Measure, Double> ours() {
        return Map.of(SMALL, milliseconds(small), LARGE, milliseconds(large));
    }

    @Override
    public Map<Measure, Double> peer() throws Exception {
        return Map.of(SMALL, elk(small, 1), LARGE, elk(large, 2));
    }

    private static double milliseconds(RandomGraph input) {
        long start = System.nanoTime();
        Graph graph = input.graph();
        Components components = Components.of(graph);
        Depths depths = Depths.of(graph, components, new boolean[input.services()]);
        List<NodeBox> boxes = new ArrayList<>();
        int[][] edges = new int[graph.edges()][];
        for (int i = 0; i < input.services(); i++) {
            boxes.add(new NodeBox(input.nodes().get(i).name(), "district-" + i % 20, depths.halves(i), false));
        }
        for (int i = 0; i < edges.length; i++) {
            edges[i] = new int[] {graph.from(i), graph.to(i)};
        }
        Plan plan = Layout.of(boxes, edges, Map.of(), List.of());
        List<Cycle> cycles = Cycles.of(new Network(graph, input.nodes(), input.uses()), components);
        double elapsed = (System.nanoTime() - start) / 1e6;
        if (plan.placements().size() != input.services() || cycles.isEmpty()) {
            throw new IllegalStateException("not all was drawn, or no cycle found");
        }
        return elapsed;
    }

    private double elk(RandomGraph input, long seed) throws IOException, InterruptedException {
        Path log = Files.createDirectories(home.resolve("benchmarks/target")).resolve("elk.txt");
        Path failure = log.resolveSibling("elk-failure.txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xss512m", "-cp", System.getProperty("java.class.path"), Elk.class.getName(),
                String.valueOf(input.services()), String.valueOf(input.from().size()), String.valueOf(seed))
                .redirectError(failure.toFile()).redirectOutput(log.toFile()).start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return LIMIT_SECONDS * 1000.0;
        }
        if (process.exitValue() != 0) {
            String reason = Files.readString(failure);
            if (!reason.contains("StackOverflowError") && !reason.contains("OutOfMemoryError")) {
                throw new IllegalStateException("ELK failed; see " + failure + "\n" + reason);
            }
            // It does give up on large graphs: that is no faster than not being done in time.
            System.out.printf("ELK gave up on %,d services%n", input.services());
            return LIMIT_SECONDS * 1000.0;
        }
        return Double.parseDouble(Files.readString(log).strip());
    }
}
