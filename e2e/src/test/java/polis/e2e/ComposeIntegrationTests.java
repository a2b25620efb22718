package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * The whole compose file with the shop as compose services, on an address of its own so that another stack may run
 * beside it.
 */
@Tag("docker")
@EnabledIf(value = "engineAnswers", disabledReason = "no Docker engine with Compose answers")
@Isolated("it needs the machine for itself")
class ComposeIntegrationTests {

    private static final String ADDRESS = "127.0.0.77";
    private static final String PROJECT = "polis-e2e";
    private static Path secrets;
    private static Traffic traffic;

    static boolean engineAnswers() {
        return Command.of("sh", "-c", "docker info >/dev/null 2>&1").run().exitCode() == 0 && !composeWords().isEmpty();
    }

    private static List<String> composeWords() {
        for (List<String> words : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            String line = String.join(" ", words) + " version >/dev/null 2>&1";
            if (Command.of("sh", "-c", line).run().exitCode() == 0) {
                return words;
            }
        }
        return List.of();
    }

    private static Command compose(String... arguments) {
        List<String> words = new ArrayList<>(composeWords());
        words.addAll(List.of("-p", PROJECT, "--env-file", secrets.toString(), "--profile", "demo"));
        words.addAll(List.of(arguments));
        return Command.of(words).with("POLIS_BIND", ADDRESS).within(Duration.ofMinutes(10));
    }

    @BeforeAll
    static void bringTheComposeFileUp() throws Exception {
        secrets = Files.createTempDirectory("polis-compose").resolve("env");
        Command.of("deploy/generate-secrets", secrets.toString()).succeed();
        compose("build").succeed();
        try {
            compose("up", "-d").succeed();
        } catch (AssertionError ex) {
            ex.addSuppressed(new AssertionError(whatContainersSay()));
            throw ex;
        }
        traffic = Traffic.start("http://" + ADDRESS + ":8080", 3);
    }

    /** A container that starts again and again says why only in its own log. */
    private static String whatContainersSay() {
        return compose("ps").run().output() + compose("logs", "--no-color", "--tail", "40").run().output();
    }

    @AfterAll
    static void takeItAllDown() throws Exception {
        if (traffic != null) {
            traffic.close();
        }
        Files.createDirectories(Repository.ARTEFACTS);
        Files.writeString(Repository.ARTEFACTS.resolve("compose.log"), compose("logs", "--no-color").run().output());
        compose("down", "-v", "--remove-orphans").succeed();
    }

    private static String token() throws Exception {
        Properties values = new Properties();
        try (var reader = Files.newBufferedReader(secrets)) {
            values.load(reader);
        }
        String basic = Base64.getEncoder()
                .encodeToString(("cli:" + values.getProperty("CLI_CLIENT_PASSWORD")).getBytes());
        return Api.clientCredentials("http://" + ADDRESS + ":8761", basic);
    }

    @Test
    void theShopRegistersItselfIsReachedThroughTheGatewayAndIsOnTheMapWithItsCycle() throws Exception {
        String token = await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(2)).ignoreExceptions()
                .until(ComposeIntegrationTests::token, (text) -> !text.isEmpty());
        Api registry = new Api("http://" + ADDRESS + ":8761", token);
        Api versionset = new Api("http://" + ADDRESS + ":8081", token);
        Api map = new Api("http://" + ADDRESS + ":8083", token);

        await().atMost(Duration.ofMinutes(6)).pollInterval(Duration.ofSeconds(2)).ignoreExceptions()
                .untilAsserted(() -> {
                    JsonNode summary = registry.get("/api/v1/summary").ok();
                    assertThat(summary.get("services").asInt()).isGreaterThanOrEqualTo(ShopMap.SERVICES.size());
                });

        typeTheGuide();
        assertThat(versionset.get("/api/v1/revisions/current").ok().get("number").asInt()).isEqualTo(1);

        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(1)).untilAsserted(
                () -> assertThat(traffic.succeeded()).as(() -> "failures: " + traffic.failures()).isGreaterThan(20));

        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            JsonNode drawn = map.get("/api/v1/map").ok();
            assertThat(ShopMap.services(drawn)).containsAll(ShopMap.SERVICES);
            assertThat(ShopMap.edges(drawn)).containsExactlyInAnyOrderElementsOf(ShopMap.EDGES);
        });
        assertThat(ShopMap.cycles(map.get("/api/v1/cycles").ok())).containsExactly(Set.of("inventory", "order"));
    }

    /** Publishes the manifest with the very commands of the guide, at this stack's address. */
    private static void typeTheGuide() {
        List<String> blocks = Snippets.blocks(Repository.ROOT.resolve("docs/guides/docker-compose.md"));
        String script = blocks.getLast().replace("localhost", ADDRESS).replace(".env", secrets.toString());
        String output = Command.script(script).succeed();
        assertThat(output).contains("\"revision\":1");
    }

}
