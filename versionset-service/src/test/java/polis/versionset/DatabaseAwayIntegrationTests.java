package polis.versionset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import polis.postgres.test.PostgresTest;
import polis.postgres.test.TestDatabase;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@PostgresTest(value = "versionset", dedicated = true)
class DatabaseAwayIntegrationTests {

    private static final Issuer issuer = new Issuer();
    private static final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("polis.security.jwks-uri", () -> issuer.uri("/oauth2/jwks"));
    }

    @Test
    void whileTheDatabaseIsAwayCallersAreToldToComeBackAndAfterwardsAllIsWell(@Autowired TestDatabase database)
            throws IOException, InterruptedException {
        assertThat(apply().statusCode()).isEqualTo(201);

        database.stop();
        try {
            HttpResponse<String> away = get("/api/v1/revisions/current");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(away.body()).contains("database-unavailable");
            assertThat(apply().statusCode()).isEqualTo(503);
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        } finally {
            database.start();
        }
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(get("/api/v1/revisions/current").statusCode()).isEqualTo(200);
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        });
    }

    private HttpResponse<String> apply() throws IOException, InterruptedException {
        return send(request("/api/v1/manifests").header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(VersionsetTest.shop())));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Authorization",
                "Bearer " + issuer.token("dan", "deployer"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
