package polis.versionset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import polis.postgres.test.PostgresTest;
import polis.slow.test.SlowClients;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@PostgresTest("versionset")
@ExtendWith(OutputCaptureExtension.class)
class SlowClientsIntegrationTests {

    private static final Issuer issuer = new Issuer();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("polis.security.jwks-uri", () -> issuer.uri("/oauth2/jwks"));
    }

    @Test
    void neitherAHeadNorABodyHoldsAConnectionForLong(CapturedOutput log) {
        String manifest = "POST /api/v1/manifests HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + issuer.token("dan", "deployer") + "\r\nContent-Type: application/yaml\r\n";
        SlowClients.areToldSo(port, List.of(manifest, manifest + "Idempotency-Key: slow\r\n"));
        assertThat(log).doesNotContain(" ERROR ");
    }
}
