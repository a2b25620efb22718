package polis.dependencymap.source.zipkin;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The zipkin-server of Maven Central in a process of its own. The build puts its jar into target/zipkin. */
public final class RealZipkin implements AutoCloseable {

    static final Path JAR = Path.of("target", "zipkin", "zipkin-server.jar");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private Process process;

    public RealZipkin() throws IOException {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        start();
    }

    public static boolean isThere() {
        return Files.isRegularFile(JAR);
    }

    void start() throws IOException {
        var command = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx192m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString());
        command.environment().put("QUERY_PORT", Integer.toString(port));
        command.environment().put("SELF_TRACING_ENABLED", "false");
        process = command.redirectErrorStream(true).redirectOutput(new File("target/zipkin/zipkin.log")).start();
        await().atMost(Duration.ofSeconds(90)).until(() -> status("/health") == 200);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    int post(byte[] json) {
        return status(HttpRequest.newBuilder(URI.create(url() + "/api/v2/spans"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(json)));
    }

    /** The answer's body, or nothing if it is none. */
    public Optional<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(10)).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    private int status(String path) {
        return status(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    private int status(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
