package polis.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Jazzer looks for input that reaches code which no input before it has reached. {@code -Djazzer.seconds=600} gives it
 * longer, {@code -Djazzer.seed=1} lets it go the same way again.
 */
@Tag("storm")
class JazzerIntegrationTests {

    private static final int SEED = Integer.getInteger("jazzer.seed", 1 + (int) (System.nanoTime() & 0xffffff));
    private static final List<String> SEEDS = List.of("instance.json", "amazon.json", "batch.json", "instance.xml",
            "batch.xml", "polis.yaml", "polis.json", "backstage.yaml");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"polis.registry.eureka.PayloadFuzzer, polis.registry.eureka.**:com.netflix.discovery.converters.**",
        "polis.registry.catalog.CatalogFuzzer, polis.registry.catalog.**:org.snakeyaml.**"})
    void whatIsFoundByItsCoverageIsReadOrRefused(String target, String followed) throws Exception {
        assumeThat(System.getProperty("os.name")).isIn("Linux", "Mac OS X");
        Path seeds = Files.createDirectory(folder.resolve("seeds"));
        for (String seed : SEEDS) {
            copy(seed, seeds.resolve(seed));
        }
        Path log = folder.resolve("log");
        System.out.println("-Djazzer.seed=" + SEED);
        Process jazzer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + target,
                // It stumbles over what XStream does with Unsafe while it is loaded.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer",
                "--instrumentation_includes=" + followed, "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/", "-timeout=20", "-rss_limit_mb=0", "-max_len=8192", "-seed=" + SEED,
                "-max_total_time=" + Integer.getInteger("jazzer.seconds", 8), seeds.toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            int code = jazzer.waitFor();
            String said = Files.readString(log, StandardCharsets.ISO_8859_1);
            assertThat(code).as(said.replaceAll("INFO: Instrumented .*\n", "")).isZero();
            assertThat(said).contains("DONE", "cov:");
        } finally {
            jazzer.destroyForcibly();
        }
    }

    private static void copy(String seed, Path to) throws IOException {
        try (InputStream in = JazzerIntegrationTests.class.getResourceAsStream("/fuzz/" + seed)) {
            Files.copy(in, to);
        }
    }
}
