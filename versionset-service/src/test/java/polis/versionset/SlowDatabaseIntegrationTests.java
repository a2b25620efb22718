package polis.versionset;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import polis.postgres.test.PostgresTest;
import polis.postgres.test.SlowDatabase;
import polis.postgres.test.TestDatabase;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@PostgresTest(value = "versionset", dedicated = true)
class SlowDatabaseIntegrationTests {

    private static final Issuer issuer = new Issuer();

    @LocalServerPort
    private int port;

    @Autowired
    private TestDatabase database;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("polis.security.jwks-uri", () -> issuer.uri("/oauth2/jwks"));
    }

    @Test
    void whoeverNeedsALockedTableIsToldToComeBackWithinFiveSeconds() {
        slow(request("/api/v1/revisions").GET()).lockedTable("revision");
    }

    @Test
    void aRequestWithAKeyIsHeldUpByTheTableOfKeysNoLonger() {
        slow(request("/api/v1/manifests").header("Content-Type", "application/yaml").header("Idempotency-Key", "once")
                .POST(HttpRequest.BodyPublishers.ofString(VersionsetTest.shop()))).lockedTable("idempotency_key");
    }

    @Test
    void aFrozenDatabaseHoldsUpNobodyEither() {
        slow(request("/api/v1/events").GET()).frozenServer();
    }

    private SlowDatabase slow(HttpRequest.Builder call) {
        return new SlowDatabase(database, call.build(), request("/actuator/health/readiness").build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Authorization",
                "Bearer " + issuer.token("dan", "deployer"));
    }
}
