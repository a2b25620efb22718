package polis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import polis.slow.test.SlowClients;

@ExtendWith(OutputCaptureExtension.class)
class SlowClientsIntegrationTests {

    @TempDir
    private static Path folder;

    @Test
    void neitherAHeadNorABodyHoldsAConnectionForLong(CapturedOutput log) throws Exception {
        try (TestSystem system = new TestSystem(folder)) {
            system.start();
            SlowClients.areToldSo(system.port(),
                    List.of("POST /api/v1/manifests/check HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + system.registry.token("deployer") + "\r\nContent-Type: application/json\r\n"));
            assertThat(log).doesNotContain(" ERROR ");
        }
    }
}
