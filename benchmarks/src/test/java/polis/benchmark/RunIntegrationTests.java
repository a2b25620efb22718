package polis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code benchmarks/run} as a user types it, on what this build has made. */
class RunIntegrationTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path results;
    private int exitCode;

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("benchmarks/run"));
        words.addAll(List.of(arguments));
        Path output = results.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(words).directory(ROOT.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("POLIS_BUILD", "no");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_TOOL_OPTIONS",
                "-Dpolis.benchmark.services=10 -Dpolis.benchmark.results=" + results);
        Process process = builder.start();
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("ended in time").isTrue();
        exitCode = process.exitValue();
        return Files.readString(output);
    }

    @Test
    void aBenchmarkPrintsItsTableAndWritesItsResult() throws Exception {
        String output = run("layout", "1");

        assertThat(exitCode).as(output).isZero();
        assertThat(output).contains("layout: 1 rounds each, interleaved", "by medians by spreads",
                "The peer is Eclipse ELK's layered layout", "Too few rounds for a spread");
        assertThat(output).doesNotContain("gave up");
        assertThat(output).containsPattern("10 services, 100 edges +ms .* ≤ 100 +met +met");
        assertThat(output).containsPattern("100 services, 1,000 edges +ms .* ≤ 2000 +met +met");
        assertThat(Files.readString(results.resolve("layout.json"))).contains("\"bySpreads\" : \"MET\"");
    }

    @Test
    void anUnknownNameListsTheBenchmarks() throws Exception {
        assertThat(run("marathon")).contains("usage: benchmarks/run NAME [ROUNDS]",
                "catalogue events layout map outage registry startup");
        assertThat(exitCode).isEqualTo(2);
        assertThat(run()).contains("usage: benchmarks/run NAME [ROUNDS]");
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void mutantsOfAnUnknownModuleAreRefused() throws Exception {
        assertThat(run("mutants", "town-hall")).contains("There is no module town-hall; these are: registry-service");
        assertThat(exitCode).isEqualTo(2);
    }
}
