package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import polis.postgres.test.PostgresTest;
import polis.postgres.test.TestDatabase;
import polis.registry.RegistryScenario;

@PostgresTest(value = "registry", dedicated = true)
@DirtiesContext
@TestPropertySource(properties = "polis.registry.eureka.pending-changes=2")
class OutageIntegrationTests extends RegistryScenario {

    @Autowired
    private TestDatabase database;

    @Test
    void whileTheDatabaseIsAwayEurekaGoesOnAndNothingIsLostEvenPastTheBoundOfTheQueue() {
        String known = name("known");
        eureka.register(known, known + "-1", "UP").is(204);
        await().untilAsserted(() -> assertThat(state(known, known + "-1")).isEqualTo("RUN"));
        String fresh = name("fresh");
        String code = admin.post("/api/v1/login-codes", "{}").is(201).text("code");

        database.stop();

        assertThat(viewer.get("/api/v1/services").isProblem(503, "database-unavailable").header("Retry-After"))
                .isEqualTo("2");
        deployer.put("/api/v1/services/" + fresh, "{}").isProblem(503, "database-unavailable");
        anonymous.post("/api/v1/login-codes/exchange", "{\"code\":\"" + code + "\"}").isProblem(503,
                "database-unavailable");
        long start = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            eureka.renew(known, known + "-1").is(200);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        for (int more = 1; more <= 5; more++) {
            eureka.register(fresh, fresh + "-" + more, "UP").is(204);
        }
        eureka.cancel(known, known + "-1").is(200);
        assertThat(eureka.apps().is(200).response().body()).containsIgnoringCase(fresh);
        assertThat(anonymous.clientToken("scheduler", "scheduler-secret")).isNotEmpty();
        anonymous.get("/actuator/health/liveness").is(200);
        // Else all nodes would leave the balancer at once, though each of them takes heartbeats and serves lists.
        anonymous.get("/actuator/health/readiness").is(200);

        database.start();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(fresh, fresh + "-1")).isEqualTo("RUN"));
        await().untilAsserted(() -> assertThat(state(fresh, fresh + "-5")).isEqualTo("RUN"));
        assertThat(state(known, known + "-1")).isEqualTo("GONE");
        deployer.put("/api/v1/services/" + name("made"), "{}").is(201);
    }
}
