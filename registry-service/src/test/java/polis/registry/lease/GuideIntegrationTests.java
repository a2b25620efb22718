package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import polis.registry.RegistryScenario;

/** The shell commands of the guide, as they are written there. */
class GuideIntegrationTests extends RegistryScenario {

    @Test
    void theCurlCommandsOfTheGuideRegisterRenewOverrideAndCancel() throws Exception {
        String text = Files.readString(Path.of("..", "docs", "guides", "register-a-service.md"));
        int start = text.indexOf("```sh\n") + "```sh\n".length();
        String script = text.substring(start, text.indexOf("```", start)).replace("8761", String.valueOf(port));
        var shell = new ProcessBuilder("sh", "-euc", "command -v curl >/dev/null || exit 42\n" + script)
                .redirectErrorStream(true);
        shell.environment().put("POLIS_TOKEN", anonymous.clientToken("scheduler", "scheduler-secret"));
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        assumeTrue(exit != 42, "no curl");
        assertThat(exit).as(said).isZero();
        assertThat(said).contains("\"instanceId\":\"loyalty-1\"", "\"version\":\"1.4.0\"");
        assertThat(eureka.statusOf("loyalty", "loyalty-1")).isEmpty();
    }
}
