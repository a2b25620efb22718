package polis.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import polis.postgres.test.PostgresTest;
import polis.postgres.test.TestDatabase;

@SpringBootTest(classes = Orders.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.flyway.locations=classpath:db/idempotency,classpath:db/orders",
    "spring.datasource.hikari.connection-timeout=500"})
@PostgresTest(value = "registry", dedicated = true)
class IdempotencyOutageIntegrationTests {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Orders orders;

    @Autowired
    TestDatabase server;

    @Test
    void anOutageIsA503BeforeAnythingIsCarriedOutAndTheSameKeyServesAfterIt() {
        HttpResponse<String> before = post("before");
        assertThat(before.statusCode()).isEqualTo(201);
        server.stop();
        HttpResponse<String> during = post("during");
        assertThat(during.statusCode()).isEqualTo(503);
        assertThat(during.headers().firstValue("Retry-After")).contains("2");
        assertThat(during.body()).contains("/problems/database-unavailable");
        assertThat(orders.runs).hasValue(1);
        server.start();
        await().untilAsserted(() -> assertThat(post("during").statusCode()).isEqualTo(201));
        assertThat(orders.runs).hasValue(2);
        assertThat(post("before").body()).isEqualTo(before.body());
    }

    private HttpResponse<String> post(String key) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/orders"))
                            .header("Content-Type", "application/json").header("Idempotency-Key", key)
                            .header("X-Caller", "carla").POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
