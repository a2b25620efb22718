package polis.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

class ShopTests {

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
    void everyResponseNamesVersionAndInstance() throws Exception {
        HttpResponse<String> home = shop.get("storefront", "/");
        assertThat(home.headers().firstValue("X-Shop-Version")).hasValue("1.0.0");
        assertThat(home.headers().firstValue("X-Shop-Instance")).hasValue("storefront-1");
        assertThat(JsonMapper.shared().readTree(home.body()).path("servedBy"))
                .extracting(by -> by.path("instance").asString()).containsExactly("catalog-1", "recommendation-1");
    }

    @Test
    void theShopSellsWithoutRecommendations() throws Exception {
        shop.stop("recommendation");
        try {
            HttpResponse<String> home = shop.get("storefront", "/");
            assertThat(home.statusCode()).isEqualTo(200);
            assertThat(JsonMapper.shared().readTree(home.body()).path("recommended")).isEmpty();
        } finally {
            shop.start("recommendation");
        }
    }

    @Test
    void aRoleThatFindsNobodyToCallSaysSo() throws Exception {
        shop.stop("storefront");
        shop.startAlone("storefront");
        try {
            HttpResponse<String> home = shop.get("storefront", "/");
            assertThat(home.statusCode()).isEqualTo(502);
            assertThat(home.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        } finally {
            shop.stop("storefront");
            shop.start("storefront");
        }
    }

    @Test
    void aReleaseThatIsNotHealthyNeverBecomesReadyButLives() throws Exception {
        shop.stop("payment");
        shop.start("payment", "--shop.healthy=false");
        try {
            assertThat(shop.get("payment", "/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(shop.get("payment", "/actuator/health/liveness").statusCode()).isEqualTo(200);
        } finally {
            shop.stop("payment");
            shop.start("payment");
        }
    }

    @Test
    void ordersThatCannotBeShippedYetAreShippedLater() throws Exception {
        shop.stop("shipping");
        assertThat(shop.post("storefront", "/orders").statusCode()).isEqualTo(201);
        shop.start("shipping");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(shop.get("shipping", "/shipments").body()).doesNotContain("\"sent\":0"));
    }

    @Test
    void warmingUpSellsNothing() throws Exception {
        assertThat(shop.get("cart", "/carts/nobody").body()).contains("\"totalCents\":0");
        assertThat(shop.post("storefront", "/orders?customer=nobody").statusCode()).isEqualTo(402);
        shop.stop("storefront");
        HttpResponse<String> before = shop.get("shipping", "/shipments");
        shop.start("storefront");
        assertThat(shop.get("shipping", "/shipments").body()).isEqualTo(before.body());
    }

    @Test
    void aRoleHasReachedWhomItCallsBeforeItIsReady() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        shop.stop("recommendation");
        shop.stop("catalog");
        HttpServer callee = HttpServer.create(new InetSocketAddress("localhost", shop.port("catalog")), 0);
        callee.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        callee.start();
        try {
            ConfigurableApplicationContext ready = shop.start("recommendation");
            assertThat(asked).startsWith("/actuator/health/liveness", "/products").doesNotContain("/products/lyre");
            assertThat(ready.getBean(ApplicationAvailability.class).getReadinessState())
                    .isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
        } finally {
            callee.stop(0);
            shop.start("catalog");
        }
    }

}
