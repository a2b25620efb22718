package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import polis.postgres.test.SlowDatabase;
import polis.postgres.test.TestDatabase;

class SlowDatabaseIntegrationTests {

    @Test
    void whoWritesIsToldToComeBackAndTrafficAndReadinessKnowNothingOfIt() {
        try (TestDatabase database = TestDatabase.dedicated("gateway");
                StubRegistry registry = new StubRegistry();
                StubVersionset versionset = new StubVersionset();
                TestInstance instance = new TestInstance("a")) {
            versionset.services(1, "{\"shop\":{\"routes\":[{\"path\":\"/shop/**\",\"stripPrefix\":1}]}}");
            registry.add("shop", "a", instance.port(), "RUN");
            try (Gateway gateway = Gateway.start(database, registry, versionset)) {
                await().until(() -> gateway.get("/shop/x").statusCode() == 200);
                HttpRequest weigh = HttpRequest.newBuilder(gateway.admin("/api/v1/upstreams/shop/instances/a"))
                        .header("Authorization", "Bearer " + Tokens.DEPLOYER).header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"weight\":50}")).build();
                var slow = new SlowDatabase(database, weigh,
                        HttpRequest.newBuilder(gateway.admin("/actuator/health/readiness")).build());

                slow.lockedTable("instance");
                slow.frozenServer();

                assertThat(slow.readinessWhileFrozen()).isEqualTo(200);
                try (var _ = database.freeze()) {
                    assertThat(gateway.get("/shop/x").statusCode()).isEqualTo(200);
                }
            }
        }
    }
}
