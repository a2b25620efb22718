package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import polis.registry.Answer;
import polis.registry.RegistryScenario;

/** What clients meet that have no room. */
@TestPropertySource(properties = {"polis.registry.eureka.bounds.instances=2",
    "polis.registry.eureka.bounds.instances-per-service=2", "polis.registry.eureka.bounds.registration-size=8KB",
    "polis.registry.undescribed.most=1"})
class FullRegistryIntegrationTests extends RegistryScenario {

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Leases leases;
    private final String held = name("held");

    @AfterEach
    void empty() {
        eureka.cancel(held, held + "-1");
        eureka.cancel(held, held + "-2");
    }

    @Test
    void aStockClientIsRegisteredAsSoonAsThereIsRoom() {
        String waiting = described(name("waiting"));
        described(held);
        eureka.register(held, held + "-1", "UP").is(204);
        eureka.register(held, held + "-2", "UP").is(204);
        double before = refused();
        try (var client = new StockClient(port, waiting, waiting + "-1")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> refused() >= before + 2);
            assertThat(eureka.statusOf(waiting, waiting + "-1")).isEmpty();
            eureka.renew(held, held + "-1").is(200);
            eureka.cancel(held, held + "-2").is(200);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(eureka.statusOf(waiting, waiting + "-1")).isEqualTo("UP"));
            assertThat(client.discovery()).isNotNull();
        }
        assertThat(leases.size()).isOne();
    }

    @Test
    void namesThatNobodyDescribedAreBoundedAndWhoIsDescribedComesIn() {
        Answer answer;
        int taken = -1;
        String stranger;
        do {
            taken++;
            stranger = name("stranger");
            answer = eureka.register(stranger, stranger + "-1", "UP");
            if (answer.status() == 204) {
                eureka.cancel(stranger, stranger + "-1").is(200);
            }
        } while (answer.status() == 204 && taken < 3);
        assertThat(answer.is(503).header("Retry-After")).isEqualTo("30");
        assertThat(answer.response().body()).contains("polis.registry.undescribed.most", "Describe ");
        eureka.register(described(stranger), stranger + "-1", "UP").is(204);
        eureka.cancel(stranger, stranger + "-1").is(200);
    }

    @Test
    void aRegistrationAboveItsSizeIsRefusedAndSoIsMetadataThatGathers() {
        described(held);
        Answer refused = eureka.registerRaw(held, "{\"instance\":{\"app\":\"" + "x".repeat(9_000) + "\"}}");
        assertThat(refused.is(413).response().body()).contains("8192");
        eureka.register(held, held + "-1", "UP").is(204);
        eureka.metadata(held, held + "-1", "a=" + "x".repeat(5_000)).is(200);
        eureka.metadata(held, held + "-1", "b=" + "x".repeat(5_000)).is(413);
        eureka.renew(held, held + "-1").is(200);
    }

    private String described(String service) {
        deployer.put("/api/v1/services/" + service, "{\"title\":\"T\"}").is(201);
        return service;
    }

    private double refused() {
        return meters.counter("polis.registry.eureka.refused").count();
    }
}
