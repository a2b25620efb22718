package polis.dependencymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polis.postgres.test.PostgresTest;

/** Types what the guides tell people to type. */
@PostgresTest("dependency_map")
class GuidesIntegrationTests extends MapScenario {

    private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path desk;

    @ParameterizedTest
    @ValueSource(strings = {"break-a-cycle.md", "gate-your-pipeline.md"})
    void everyCommandOfTheGuideSucceeds(String guide) throws IOException, InterruptedException {
        assumeTrue(run("command -v jq && command -v curl") == 0, "the guides use curl and jq");
        registry.services("""
                {"name":"order","domain":"ordering","tier":0,"owner":"team-order","lifecycle":"RUN",
                 "dependsOn":["inventory"],"versions":[],"instances":{},"undescribed":false}""", """
                {"name":"inventory","domain":"logistics","tier":1,"owner":"team-stock","lifecycle":"RUN",
                 "dependsOn":["order"],"versions":[],"instances":{},"undescribed":false}""");
        var spans = new ReportedSpans();
        String order = spans.call("web", "order", null);
        String inventory = spans.call("order", "inventory", order);
        spans.call("inventory", "order", inventory);
        assertThat(post(spans.json()).statusCode()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(read("/api/v1/cycles").get("items")).hasSize(1));
        String page = Files.readString(Path.of("../docs/guides", guide));
        String script = BLOCK.matcher(page).results().map(block -> block.group(1)).collect(Collectors.joining("\n"))
                .lines().filter(line -> !line.startsWith("export POLIS_TOKEN=")).collect(Collectors.joining("\n"));
        assertThat(script).contains("$MAP/api/v1/");
        assertThat(run(script)).as(Files.readString(desk.resolve("log"))).isZero();
    }

    private int run(String script) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("sh", "-e", "-c", script).directory(desk.toFile()).redirectErrorStream(true)
                .redirectOutput(desk.resolve("log").toFile());
        shell.environment().put("MAP", "http://localhost:" + port);
        shell.environment().put("POLIS_TOKEN", registry.token("deployer"));
        Process process = shell.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
