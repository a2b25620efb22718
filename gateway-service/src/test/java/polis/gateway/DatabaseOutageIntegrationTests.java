package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import polis.postgres.test.TestDatabase;

class DatabaseOutageIntegrationTests {

    @Test
    void trafficPassesWhileTheDatabaseIsAwayAndWritesWorkAgainWhenItIsBack() {
        try (TestDatabase database = TestDatabase.dedicated("gateway");
                StubRegistry registry = new StubRegistry();
                StubVersionset versionset = new StubVersionset();
                TestInstance instance = new TestInstance("a")) {
            versionset.services(1, "{\"shop\":{\"routes\":[{\"path\":\"/shop/**\",\"stripPrefix\":1}]}}");
            registry.add("shop", "a", instance.port(), "RUN");
            try (Gateway gateway = Gateway.start(database, registry, versionset)) {
                await().until(() -> gateway.get("/shop/x").statusCode() == 200);

                database.stop();

                var refused = gateway.weigh("shop", "a", "50");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("2");
                assertThat(Gateway.json(refused).path("type").asString())
                        .isEqualTo("https://polis.dev/problems/database-unavailable");
                assertThat(gateway.instance("shop", "a").path("weight").asInt()).isEqualTo(100);
                assertThat(gateway.get("/shop/x").statusCode()).isEqualTo(200);
                assertThat(health(gateway, "liveness")).isEqualTo(200);
                // Else all gateways would leave the balancer at once, though each of them serves.
                assertThat(health(gateway, "readiness")).isEqualTo(200);

                database.start();

                await().until(() -> gateway.weigh("shop", "a", "50").statusCode() == 200);
            }
        }
    }

    private static int health(Gateway gateway, String group) {
        return gateway.send(HttpRequest.newBuilder(gateway.admin("/actuator/health/" + group))).statusCode();
    }
}
