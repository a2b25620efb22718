package polis.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShopTracingTests {

    private static Collector collector;
    private static RunningShop shop;

    @BeforeAll
    static void open() throws IOException {
        collector = new Collector();
        shop = new RunningShop(collector.url(), "catalog", "recommendation", "inventory", "payment", "shipping",
                "order", "cart", "storefront");
    }

    @AfterAll
    static void shut() {
        shop.close();
        collector.close();
    }

    @Test
    void spansShowEveryEdgeOfTheShopAndNoOther() throws Exception {
        assertThat(shop.get("storefront", "/").statusCode()).isEqualTo(200);
        assertThat(shop.get("storefront", "/cart").statusCode()).isEqualTo(200);
        assertThat(shop.post("storefront", "/orders").statusCode()).isEqualTo(201);
        assertThat(shop.get("order", "/actuator/health/readiness").statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(collector.edges()).containsExactlyInAnyOrder("user → storefront",
                        "storefront → catalog", "storefront → cart", "storefront → order",
                        "storefront → recommendation", "recommendation → catalog", "cart → catalog", "cart → inventory",
                        "order → payment", "order → inventory", "inventory → order", "order → topic order.placed",
                        "topic order.placed → shipping"));
        assertThat(collector.spans()).as("what was sent to warm up")
                .noneMatch(span -> span.toString().contains("nobody"));
    }

    @Test
    void anOrderIsOneTraceUpToItsShipping() throws Exception {
        JsonNode page = JsonMapper.shared().readTree(shop.post("storefront", "/orders?customer=penelope").body());
        assertThat(page.at("/order/customer").asString()).isEqualTo("penelope");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode consumed = collector.spans().stream()
                    .filter(span -> span.path("kind").asString("").equals("CONSUMER")).findFirst().orElseThrow();
            JsonNode produced = collector.spans().stream()
                    .filter(span -> span.path("id").asString().equals(consumed.path("parentId").asString())).findFirst()
                    .orElseThrow();
            assertThat(produced.path("kind").asString()).isEqualTo("PRODUCER");
            assertThat(produced.at("/remoteEndpoint/serviceName").asString()).isEqualTo("shop-broker");
            assertThat(collector.spans()).filteredOn(span -> span.path("traceId").equals(consumed.path("traceId")))
                    .map(span -> span.at("/localEndpoint/serviceName").asString())
                    .contains("storefront", "cart", "catalog", "order", "payment", "inventory", "shipping");
        });
    }

}
