package polis.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import polis.slow.test.SlowClient;
import polis.slow.test.SlowClients;

@ExtendWith(OutputCaptureExtension.class)
class SlowClientsIntegrationTests extends RegistryScenario {

    @Test
    void neitherAHeadNorABodyHoldsAConnectionForLong(CapturedOutput log) {
        // Eureka's clients are answered in words, not in a problem document.
        var registration = SlowClient.silentBody("POST /eureka/apps/SLOW HTTP/1.1\r\nHost: x\r\n"
                + basic("eureka", "eureka-secret") + "Content-Type: application/json\r\n").talk(port);
        SlowClients.areToldSo(port, List.of(
                "POST /oauth2/token HTTP/1.1\r\nHost: x\r\n" + basic("cli", "cli-secret")
                        + "Content-Type: application/x-www-form-urlencoded\r\n",
                "PUT /api/v1/services/slow HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + anonymous.clientToken("cli", "cli-secret") + "\r\nContent-Type: application/json\r\n"));
        registration.join().isTooSlow(SlowClients.BODY);
        assertThat(log).doesNotContain(" ERROR ");
    }

    private static String basic(String user, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }
}
