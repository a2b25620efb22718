package polis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.postgres.test.SlowDatabase;
import polis.postgres.test.TestDatabase;
import tools.jackson.databind.JsonNode;

class SlowDatabaseIntegrationTests {

    @TempDir
    private static Path folder;

    private TestSystem system;

    @BeforeEach
    void start() {
        system = new TestSystem(folder, TestDatabase.dedicated("scheduler"));
        system.start();
    }

    @AfterEach
    void stop() throws Exception {
        system.close();
    }

    @Test
    void nobodyIsHeldUpAndTheSchedulerHealsAgainAfterwards() {
        system.ended(system.versionset.apply(TestSystem.services(TestSystem.service("front", "1.0.0"))));
        slow("/api/v1/operations").lockedTable("operation");
        slow("/api/v1/instances").frozenServer();

        // Its leadership stood on a session that may be gone: it acts again by itself, and ran nothing twice.
        JsonNode victim = system.instances("front").getFirst();
        ProcessHandle.of(victim.path("pid").asLong()).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            List<JsonNode> front = system.instances("front");
            return front.size() == 1 && front.getFirst().path("state").asString().equals("RUN")
                    && !front.getFirst().path("id").equals(victim.path("id"));
        });
        assertThat(system.processes()).hasSize(1);
    }

    private SlowDatabase slow(String path) {
        return new SlowDatabase(system.database, request(path), request("/actuator/health/readiness"));
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + system.port() + path))
                .header("Authorization", "Bearer " + system.registry.token("deployer")).build();
    }
}
