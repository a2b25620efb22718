package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import polis.registry.RegistryScenario;

class StockClientIntegrationTests extends RegistryScenario {

    @Test
    void springCloudsClientRegistersRenewsIsFoundByAnotherAndCancels() {
        String cart = name("stock");
        String caller = name("caller");
        try (var callers = new StockClient(port, caller, caller + "-1")) {
            try (var called = new StockClient(port, cart, cart + "-1")) {
                await().untilAsserted(() -> assertThat(state(cart, cart + "-1")).isEqualTo("RUN"));
                var seen = viewer.get("/api/v1/services/" + cart + "/instances/" + cart + "-1").json();
                assertThat(seen.path("version").asString()).isEqualTo("2.3.4");
                assertThat(seen.path("port").asInt()).isEqualTo(20777);
                String renewal = seen.path("lastRenewal").asString();
                await().untilAsserted(() -> assertThat(
                        viewer.get("/api/v1/services/" + cart + "/instances/" + cart + "-1").text("lastRenewal"))
                        .isGreaterThan(renewal));
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(callers.discovery().getInstances(cart)).hasSize(1));
                assertThat(called.discovery()).isNotNull();
            }
            await().untilAsserted(() -> assertThat(state(cart, cart + "-1")).isEqualTo("GONE"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(callers.discovery().getInstances(cart)).isEmpty());
        }
    }

    @Test
    void anAnnouncedInstanceOfAStockClientBecomesReady() {
        String cart = name("planned");
        announce(cart, cart + "-1").is(201);
        var made = deployer.post("/api/v1/services/" + cart + "/credentials", "").is(201);
        try (var client = new StockClient(port, cart, cart + "-1",
                made.text("username") + ":" + made.text("password"))) {
            await().untilAsserted(() -> assertThat(state(cart, cart + "-1")).isEqualTo("READY"));
            move(cart, cart + "-1", "RUN").is(200);
            move(cart, cart + "-1", "DESTROY").is(200);
            assertThat(eureka.statusOf(cart, cart + "-1")).isEqualTo("OUT_OF_SERVICE");
            assertThat(client.discovery()).isNotNull();
        }
        assertThat(state(cart, cart + "-1")).isEqualTo("DESTROY");
        move(cart, cart + "-1", "GONE").is(200);
    }
}
