package polis.dependencymap.inbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends spans to a process that may be gone. */
final class Reporter {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    Reporter(int port) {
        this.base = "http://localhost:" + port;
    }

    boolean isReady() {
        return status(HttpRequest.newBuilder(URI.create(base + "/actuator/health/readiness"))) == 200;
    }

    boolean send(String spans) {
        return status(HttpRequest.newBuilder(URI.create(base + "/ingest/the-key/api/v2/spans"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(spans))) == 202;
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
}
