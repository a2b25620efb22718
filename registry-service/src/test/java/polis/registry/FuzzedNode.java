package polis.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import polis.postgres.test.TestDatabase;
import polis.registry.node.RegistryNode;

/** A registry in a JVM of its own with a small heap, which ends when that is full: what comes must not break it. */
public final class FuzzedNode implements AutoCloseable {

    /** Longer than any input may keep the registry busy, on a machine that is busy itself. */
    private static final Duration HANG = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(HANG).build();
    private final TestDatabase database = TestDatabase.create("registry");
    private final int port = RegistryNode.freePort();
    private final RegistryNode node;
    private final String bearer;

    public FuzzedNode() throws IOException {
        node = RegistryNode.fork(database, port);
        await().atMost(Duration.ofMinutes(2)).until(node::up);
        bearer = "Bearer " + new Api(port).clientToken("cli", "cli-secret");
    }

    /** What is sent. */
    public record Input(String method, String path, String type, byte[] body, boolean gzip) {

        @Override
        public String toString() {
            return "%s %s (%s%s) %s".formatted(method, path, type, gzip ? ", gzip" : "",
                    Base64.getEncoder().encodeToString(body.length > 4_000 ? new byte[0] : body));
        }
    }

    /** Sends and expects that it is answered in time and neither with a fault of the server nor with its insides. */
    public HttpResponse<byte[]> send(Input input) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + input.path())).timeout(HANG)
                .header("Content-Type", input.type())
                .header("Authorization", input.path().startsWith("/eureka") ? basic(input.path()) : bearer)
                .method(input.method(),
                        HttpRequest.BodyPublishers.ofByteArray(input.gzip() ? zipped(input.body()) : input.body()));
        if (input.gzip()) {
            request.header("Content-Encoding", "gzip");
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            String said = new String(answer.body(), StandardCharsets.UTF_8);
            assertThat(answer.statusCode()).as("%s%n%s", input, said).isBetween(200, 499);
            if (answer.statusCode() >= 400) {
                assertThat(said).doesNotContain("Exception", "com.thoughtworks", "org.springframework", "\tat ");
            }
            return answer;
        } catch (IOException broken) {
            throw new AssertionError("The registry does not answer " + input, broken);
        }
    }

    /** Sends bytes and says that they are gzip. */
    public int sendPacked(String path, String type, byte[] packed) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(HANG)
                .header("Content-Type", type).header("Content-Encoding", "gzip").header("Authorization", basic(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed)).build(), BodyHandlers.discarding()).statusCode();
    }

    /** As Eureka clients fetch it. */
    public byte[] fetch(String path, String accept) throws Exception {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(HANG)
                        .header("Accept", accept).header("Authorization", basic(path)).build(),
                BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    public Api admin() {
        return node.admin();
    }

    public EurekaWire eureka() {
        return node.eureka();
    }

    /** What nodes tell each other comes from a node. */
    private static String basic(String path) {
        String pair = path.contains("/peerreplication/") ? "registry-node:node-secret" : "eureka:eureka-secret";
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        http.shutdownNow();
        node.close();
        database.close();
    }
}
