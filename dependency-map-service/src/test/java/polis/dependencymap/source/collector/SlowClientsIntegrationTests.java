package polis.dependencymap.source.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import polis.dependencymap.MapScenario;
import polis.postgres.test.PostgresTest;
import polis.slow.test.SlowClient;
import polis.slow.test.SlowClients;

@PostgresTest("dependency_map")
@ExtendWith(OutputCaptureExtension.class)
class SlowClientsIntegrationTests extends MapScenario {

    @Test
    void neitherAHeadNorABodyHoldsAConnectionForLong(CapturedOutput log) {
        // Who sends OTLP is answered in its own words.
        var otlp = SlowClient.silentBody(
                "POST /ingest/the-key/v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\n")
                .talk(port);
        SlowClients.areToldSo(port, List.of(
                "POST /ingest/the-key/api/v2/spans HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n",
                "POST /ingest/the-key/api/v2/spans HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\n",
                "POST /api/v1/what-if HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + registry.token("deployer")
                        + "\r\nContent-Type: application/json\r\n"));
        otlp.join().isTooSlow(SlowClients.BODY);
        assertThat(log).doesNotContain(" ERROR ");
    }
}
