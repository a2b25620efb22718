package polis.versionset;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import polis.postgres.test.PostgresTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service over HTTP, on PostgreSQL, beside a scheduler and a registry that a test commands. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@PostgresTest("versionset")
public abstract class VersionsetTest {

    protected static final Peer scheduler = new Peer();
    protected static final Peer registry = new Peer();
    private static final Issuer issuer = new Issuer();
    private static final HttpClient http = HttpClient.newHttpClient();

    protected final String viewer = issuer.token("vera", "viewer");
    protected final String deployer = issuer.token("dan", "deployer");
    /** The services' own, as the registry issues them. */
    protected final String schedulerService = issuer.serviceToken("scheduler",
            "lifecycle:write activation:write overlays:write credentials:issue read", "polis-registry",
            "polis-versionset", "polis-gateway", "polis-map");
    protected final String gatewayService = issuer.serviceToken("gateway", "read", "polis-registry",
            "polis-versionset");
    protected final String mapService = issuer.serviceToken("dependencymap", "read", "polis-registry");

    @LocalServerPort
    private int port;
    @Autowired
    protected JdbcClient jdbc;

    /** An answer and its body as JSON. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }
    }

    /** Returns a token of a service with this scope. */
    protected static String serviceToken(String scope) {
        return issuer.serviceToken("somebody", scope, "polis-versionset");
    }

    @DynamicPropertySource
    static void peers(DynamicPropertyRegistry properties) {
        properties.add("polis.peers.scheduler", scheduler::uri);
        properties.add("polis.peers.registry", registry::uri);
        properties.add("polis.security.jwks-uri", () -> issuer.uri("/oauth2/jwks"));
        properties.add("polis.security.token-uri", () -> issuer.uri("/oauth2/token"));
        properties.add("polis.security.client.id", () -> "versionset");
        properties.add("polis.security.client.secret", () -> "secret");
    }

    @BeforeEach
    void startAnew() {
        scheduler.reset();
        scheduler.behave(call -> new Peer.Answer(200, "{\"findings\":[]}"));
        registry.reset();
        jdbc.sql("TRUNCATE revision, evidence, description").update();
    }

    protected int port() {
        return port;
    }

    protected static String shop() {
        try {
            return Files.readString(Path.of("../demo/shop.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static String shopWithCart(String version) {
        return shop().replaceFirst("(?s)(\\n  cart:.*?version: )1\\.0\\.0", "$1" + version);
    }

    protected Answer apply(String manifest) {
        return apply(manifest, deployer, "/api/v1/manifests");
    }

    protected Answer apply(String manifest, String token, String path, String... headers) {
        return post(path, "application/yaml", manifest, token, headers);
    }

    protected Answer post(String path, String type, String body, String token, String... headers) {
        HttpRequest.Builder request = request(path, token).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    protected Answer get(String path, String... headers) {
        return getAs(viewer, path, headers);
    }

    protected Answer getAs(String token, String path, String... headers) {
        HttpRequest.Builder request = request(path, token);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    protected Answer outcome(long revision, String status, String reason) {
        return post("/api/v1/revisions/" + revision + "/outcome", "application/json",
                "{\"status\":\"" + status + "\",\"reason\":\"" + reason + "\"}", schedulerService);
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
