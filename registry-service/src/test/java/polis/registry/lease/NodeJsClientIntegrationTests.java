package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import polis.registry.RegistryScenario;

/**
 * {@code eureka-js-client} from npm, run by Node as the guide shows it. Skipped where there is no Node or no npm
 * registry.
 */
class NodeJsClientIntegrationTests extends RegistryScenario {

    private static final Path FOLDER = Path.of("target", "eureka-js-client");

    @Test
    void theClientOfNodeRegistersRenewsFindsAnotherAndDeregisters() throws Exception {
        assumeTrue(installed(), "eureka-js-client cannot be installed: no node, no npm or no registry");
        String called = name("called");
        eureka.register(called, called + "-1", "UP").is(204);
        String cart = name("nodejs");
        String text = guide().replace("'loyalty'", "'" + cart + "'").replace("'order'", "'" + called + "'")
                .replace("8761", String.valueOf(port));
        Files.writeString(FOLDER.resolve(cart + ".js"), text);
        var script = new ProcessBuilder("node", cart + ".js").directory(FOLDER.toFile()).redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve(cart + ".log").toFile());
        script.environment().put("EUREKA_USER", "eureka");
        script.environment().put("EUREKA_PASSWORD", "eureka-secret");
        Process node = script.start();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(state(cart, cart + "-1")).isEqualTo("RUN"));
            String first = renewal(cart);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(renewal(cart)).isGreaterThan(first));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(Files.readString(FOLDER.resolve(cart + ".log")))
                            .contains("order is at localhost:20001"));
            node.destroy();
            assertThat(node.waitFor(20, TimeUnit.SECONDS)).isTrue();
            await().untilAsserted(() -> assertThat(state(cart, cart + "-1")).isEqualTo("GONE"));
            assertThat(viewer.get("/api/v1/services/" + cart + "/instances/" + cart + "-1").text("endReason"))
                    .contains("cancelled");
        } finally {
            node.destroyForcibly();
        }
    }

    private String renewal(String service) {
        return viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1").text("lastRenewal");
    }

    /** The script is the guide's own. */
    private static String guide() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "guides", "register-a-service.md"));
        int start = text.indexOf("```js\n") + "```js\n".length();
        return text.substring(start, text.indexOf("```", start));
    }

    private static boolean installed() throws InterruptedException {
        try {
            Files.createDirectories(FOLDER);
            if (Files.isDirectory(FOLDER.resolve("node_modules/eureka-js-client"))) {
                return true;
            }
            for (String file : List.of("package.json", "package-lock.json")) {
                Files.copy(Path.of("src/test/resources/eureka-js-client", file), FOLDER.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Process npm = new ProcessBuilder(List.of("npm", "ci", "--no-audit", "--no-fund")).directory(FOLDER.toFile())
                    .redirectErrorStream(true).redirectOutput(FOLDER.resolve("npm.log").toFile()).start();
            if (!npm.waitFor(120, TimeUnit.SECONDS)) {
                npm.destroyForcibly();
                return false;
            }
            return npm.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
