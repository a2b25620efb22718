package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import polis.postgres.test.PostgresTest;
import polis.postgres.test.SlowDatabase;
import polis.postgres.test.TestDatabase;
import polis.registry.RegistryScenario;

@PostgresTest(value = "registry", dedicated = true)
@DirtiesContext
class SlowDatabaseIntegrationTests extends RegistryScenario {

    @Autowired
    private TestDatabase database;

    @Test
    void whoeverNeedsALockedTableIsToldToComeBackWithinFiveSeconds() {
        String path = "/api/v1/services/" + name("described");
        deployer.put(path, "{}").is(201);
        slow(api(path).header("If-Match", "*").PUT(BodyPublishers.ofString("{}"))).lockedTable("service");
    }

    @Test
    void aFrozenDatabaseHoldsUpNobodyEither() {
        slow(api("/api/v1/events").GET()).frozenServer();
    }

    @Test
    void eurekaAndReadinessGoOnMeanwhileAndNothingAcknowledgedIsLost() {
        String known = name("known");
        String fresh = name("fresh");
        eureka.register(known, known + "-1", "UP").is(204);
        await().untilAsserted(() -> assertThat(state(known, known + "-1")).isEqualTo("RUN"));
        try (var _ = database.freeze()) {
            eurekaGoesOn(known, fresh + "-a");
        }
        try (var _ = database.lock("instance")) {
            eurekaGoesOn(known, fresh + "-b");
        }
        try (var _ = database.lock("event")) {
            eurekaGoesOn(known, fresh + "-c");
        }
        for (String written : new String[] {fresh + "-a", fresh + "-b", fresh + "-c"}) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(state(written, written + "-1")).isEqualTo("RUN"));
        }
    }

    private void eurekaGoesOn(String known, String fresh) {
        long start = System.nanoTime();
        eureka.renew(known, known + "-1").is(200);
        eureka.register(fresh, fresh + "-1", "UP").is(204);
        assertThat(eureka.apps().is(200).response().body()).containsIgnoringCase(fresh);
        anonymous.get("/actuator/health/readiness").is(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private SlowDatabase slow(HttpRequest.Builder call) {
        return new SlowDatabase(database, call.build(), api("/actuator/health/readiness").build());
    }

    private HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + anonymous.clientToken("cli", "cli-secret"))
                .header("Content-Type", "application/json");
    }
}
