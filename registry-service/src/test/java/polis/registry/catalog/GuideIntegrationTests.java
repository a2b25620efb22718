package polis.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.registry.RegistryScenario;

/** The guide's own files and commands, from top to bottom. */
class GuideIntegrationTests extends RegistryScenario {

    private static final Path GUIDE = Path.of("../docs/guides/describe-your-services.md");
    private static final Pattern BLOCK = Pattern.compile("```(yaml|sh)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfTheGuideDoesWhatItSays() throws Exception {
        String token = admin.post("/api/v1/tokens", "{\"subject\":\"guide\",\"role\":\"deployer\"}").text("token");
        Matcher blocks = BLOCK.matcher(Files.readString(GUIDE));
        int commands = 0;
        while (blocks.find()) {
            if (blocks.group(1).equals("yaml")) {
                String file = blocks.group(2).lines().findFirst().orElseThrow().substring("# ".length());
                Files.writeString(folder.resolve(file), blocks.group(2));
            } else {
                run(blocks.group(2), token);
                commands++;
            }
        }
        assertThat(commands).isEqualTo(6);

        var cart = viewer.get("/api/v1/services/cart").is(200).json();
        assertThat(cart.path("tier").asInt()).isOne();
        assertThat(cart.path("onCall").asString()).isEqualTo("order-oncall@example.org");
        var cards = viewer.get("/api/v1/services/gift-cards").is(200).json();
        assertThat(cards.path("tier").asInt()).isOne();
        assertThat(cards.path("domain").asString()).isEqualTo("ordering");
        assertThat(cards.has("onCall")).isFalse();
        var recommendation = viewer.get("/api/v1/services/recommendation").is(200).json();
        assertThat(recommendation.path("tags")).isEmpty();
        assertThat(viewer.get("/api/v1/findings/tier-inversion.cart.recommendation").is(200).json()
                .path("acknowledgement").path("by").asString()).isEqualTo("guide");
    }

    private void run(String script, String token) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        var shell = new ProcessBuilder("sh", "-eu", "-c", script).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("REGISTRY", "http://localhost:" + port);
        shell.environment().put("POLIS_TOKEN", token);
        Process process = shell.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(script).isTrue();
        assertThat(process.exitValue()).as("%s%n%s", script, Files.readString(output)).isZero();
    }
}
