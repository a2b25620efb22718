package polis.benchmark.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import polis.benchmark.Benchmark;
import polis.benchmark.Measure;
import polis.benchmark.ProcessCost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./polis up} until all five services are ready, database included, beside the same launcher starting the same
 * jars as they are: {@code java -jar}, no extraction, no AOT cache, the JVM's own defaults.
 */
public final class StartupBenchmark implements Benchmark {

    private static final Measure WALL = new Measure("up until all are ready", "s", 15.0);
    private static final Measure CPU = new Measure("CPU of the five until ready", "s", null);
    private static final Measure RESIDENT = new Measure("resident, the five together", "MiB", 1536.0);
    private static final Duration DEADLINE = Duration.ofMinutes(8);
    private static final int PORT_OFFSET = 12_000;

    private final Path home;
    private final Path data;

    public StartupBenchmark(Path home) {
        this.home = home;
        this.data = home.resolve("benchmarks/target/stack");
    }

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String peerName() {
        return "java -jar with the JVM's defaults";
    }

    @Override
    public List<Measure> measures() {
        return List.of(WALL, CPU, RESIDENT);
    }

    @Override
    public void warmUp() throws Exception {
        launch(List.of("up", "--detach", "--port-offset", Integer.toString(PORT_OFFSET)));
        try {
            awaitCaches();
        } finally {
            launch(List.of("down"));
        }
    }

    /** The first start of a build makes the AOT caches while the stack already works; what is measured has them. */
    private void awaitCaches() throws IOException, InterruptedException {
        Path log = data.resolve("logs/launcher.log");
        Instant deadline = Instant.now().plus(DEADLINE);
        for (String start = lastStart(log); start.contains("made in the background")
                && !start.contains("AOT caches made"); start = lastStart(log)) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("No AOT caches after " + DEADLINE + "; see " + log);
            }
            Thread.sleep(500);
        }
    }

    private static String lastStart(Path log) throws IOException {
        String said = Files.readString(log);
        return said.substring(said.lastIndexOf("PostgreSQL at"));
    }

    @Override
    public Map<Measure, Double> ours() throws Exception {
        return round(List.of());
    }

    @Override
    public Map<Measure, Double> peer() throws Exception {
        return round(List.of("--plain"));
    }

    private Map<Measure, Double> round(List<String> options) throws Exception {
        List<String> up = new ArrayList<>(List.of("up", "--detach", "--port-offset", Integer.toString(PORT_OFFSET)));
        up.addAll(options);
        long start = System.nanoTime();
        launch(up);
        double seconds = (System.nanoTime() - start) / 1e9;
        try {
            ProcessCost cost = cost();
            return Map.of(WALL, seconds, CPU, cost.cpuSeconds(), RESIDENT, cost.residentMebibytes());
        } finally {
            launch(List.of("down"));
        }
    }

    private ProcessCost cost() throws IOException {
        JsonNode state = JsonMapper.shared().readTree(Files.readString(data.resolve("run/stack.json")));
        ProcessCost sum = new ProcessCost(0, 0);
        for (JsonNode service : state.get("services")) {
            sum = sum.plus(ProcessCost.of(service.get("process").get("pid").asLong()));
        }
        return sum;
    }

    private void launch(List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpolis.home=" + home.toAbsolutePath().normalize(), "-jar",
                home.resolve("cli/target/polis-cli.jar").toString()));
        words.addAll(arguments);
        words.addAll(List.of("--data", data.toString()));
        Path log = Files.createDirectories(home.resolve("benchmarks/target")).resolve("startup.log");
        Process process = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroy();
            throw new IllegalStateException(arguments + " was not done after " + DEADLINE + "; see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(arguments + " ended with " + process.exitValue() + "; see " + log);
        }
    }
}
