package polis.versionset.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import polis.versionset.Peer;
import polis.versionset.VersionsetTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DescriptionPublisherIntegrationTests extends VersionsetTest {

    private void awaitDelivery() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(jdbc.sql("select count(*) from description").query(Long.class).single()).isZero());
    }

    @Test
    void theRegistryIsToldOfEveryServiceOfARevision() {
        apply(shop());
        awaitDelivery();

        assertThat(registry.calls()).hasSize(8).allSatisfy(call -> {
            assertThat(call.method()).isEqualTo("PUT");
            assertThat(call.ifMatch()).isEqualTo("*");
            assertThat(call.authorization()).startsWith("Bearer ");
        });
        JsonNode cart = JsonMapper.shared().readTree(registry.calls().stream()
                .filter(call -> call.path().equals("/api/v1/services/cart")).findFirst().orElseThrow().body());
        assertThat(cart).isEqualTo(JsonMapper.shared().readTree("""
                {"title": "Cart", "description": "What a customer is about to buy", "tier": 1, "owner": "team-order",
                 "domain": "ordering", "dependsOn": ["catalog", "inventory"]}
                """));
    }

    @Test
    void aServiceThatTheRegistryDoesNotKnowIsCreated() {
        registry.behave(call -> new Peer.Answer(call.ifMatch() == null ? 201 : 412, "{}"));
        apply(shop());
        awaitDelivery();
        assertThat(registry.calls()).hasSize(16);
    }

    @Test
    void aRegistryThatWasAwayIsToldLaterAndOnlyTheNewest() {
        registry.goAway();
        try {
            apply(shop());
            apply(shop().replace("owner: team-order", "owner: team-cart"));
        } finally {
            registry.comeBack();
        }
        awaitDelivery();
        assertThat(registry.calls()).filteredOn(call -> call.path().equals("/api/v1/services/cart")).singleElement()
                .satisfies(call -> assertThat(call.body()).contains("team-cart"));
    }

    @Test
    void aRegistryThatRefusesIsAskedAgain() {
        registry.behave(call -> new Peer.Answer(registry.calls().size() > 3 ? 200 : 503, "{}"));
        apply(shop());
        awaitDelivery();
        assertThat(registry.calls()).hasSizeGreaterThan(8);
    }

    @Test
    void whenARevisionFailsTheRegistryIsToldOfTheOneThatIsCurrentAgain() {
        apply(shop());
        awaitDelivery();
        apply(shop().replace("owner: team-order", "owner: team-cart"));
        awaitDelivery();
        registry.reset();
        outcome(2, "FAILED", "cart never got healthy.");
        awaitDelivery();
        assertThat(registry.calls()).filteredOn(call -> call.path().equals("/api/v1/services/cart")).singleElement()
                .satisfies(call -> assertThat(call.body()).contains("team-order"));
    }
}
