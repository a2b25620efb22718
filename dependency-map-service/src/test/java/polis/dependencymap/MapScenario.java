package polis.dependencymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service with a stand-in for the registry, talked to over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "polis.map.ingest-key=the-key", "polis.map.inbox.quiet=1s", "polis.map.inbox.flush=50ms",
    "polis.map.catalog.interval=200ms", "polis.map.catalog.stale-after=1s", "polis.map.drift.interval=300ms"})
public abstract class MapScenario {

    protected static final StandInRegistry registry = new StandInRegistry();
    private static final HttpClient http = HttpClient.newHttpClient();
    private static final JsonMapper json = JsonMapper.shared();

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void peers(DynamicPropertyRegistry properties) {
        properties.add("polis.peers.registry", registry::url);
        properties.add("polis.security.jwks-uri", () -> registry.url() + "/oauth2/jwks");
        properties.add("polis.security.token-uri", () -> registry.url() + "/oauth2/token");
        properties.add("polis.security.client.id", () -> "dependency-map");
        properties.add("polis.security.client.secret", () -> "secret");
    }

    /** A service that an earlier test has used is paused in between, and then opens its inbox anew. */
    @BeforeEach
    void awaitReady() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> send(request("/actuator/health/readiness")).statusCode() == 200);
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(Duration.ofSeconds(30));
    }

    protected static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected HttpResponse<String> post(String spans) {
        return send(request("/ingest/the-key/api/v2/spans").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(spans)));
    }

    protected HttpResponse<String> post(byte[] body, String type, String encoding) {
        return send(request("/ingest/the-key/api/v2/spans").header("Content-Type", type)
                .header("Content-Encoding", encoding).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    protected HttpResponse<String> get(String path) {
        return send(request(path).header("Authorization", "Bearer " + registry.token("viewer")));
    }

    /** Posts JSON to the API as one who may look. */
    protected HttpResponse<String> ask(String path, String body, String accept) {
        return send(request(path).header("Authorization", "Bearer " + registry.token("viewer"))
                .header("Content-Type", "application/json").header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected JsonNode read(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    /** The observed edges of the last hour with their calls: {@code from>to calls}. */
    protected List<String> edges() {
        return read("/api/v1/map")
                .get("edges").valueStream().filter(edge -> edge.get("observed").asBoolean()).map(edge -> "%s>%s %d"
                        .formatted(edge.get("from").asString(), edge.get("to").asString(), edge.get("calls").asLong()))
                .toList();
    }

    protected void awaitEdges(String... edges) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(edges()).contains(edges));
    }

    protected static JsonNode parse(String body) {
        return json.readTree(body);
    }

    protected static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    protected static byte[] gzip(String plain) {
        return gzip(plain.getBytes(StandardCharsets.UTF_8));
    }
}
