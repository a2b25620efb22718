package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import polis.registry.Api;
import tools.jackson.databind.JsonNode;

/**
 * Watches a node's events as a browser does: when the connection breaks it comes again and names the last event it has
 * whole.
 */
final class ResumingWatcher implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private final List<Long> seen = new ArrayList<>();

    ResumingWatcher(int port) {
        this.port = port;
        this.thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(50, TimeUnit.MILLISECONDS)) {
                try {
                    watch();
                } catch (IOException | UncheckedIOException | AssertionError e) {
                    // Killed, or not there yet.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() throws IOException, InterruptedException {
        String token = new Api(port).clientToken("cli", "cli-secret");
        var response = http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/events"))
                .header("Accept", "text/event-stream").header("Authorization", "Bearer " + token)
                .header("Last-Event-ID", String.valueOf(last())).build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            long id = -1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = Long.parseLong(line.substring("id:".length()));
                } else if (line.isEmpty() && id >= 0) {
                    add(id);
                    id = -1;
                }
            }
        }
    }

    private synchronized void add(long seq) {
        seen.add(seq);
    }

    private synchronized long last() {
        return seen.isEmpty() ? 0 : seen.getLast();
    }

    private synchronized List<Long> seen() {
        return List.copyOf(seen);
    }

    /** Pages and stream show the same events: 1, 2, 3 … each once. */
    void checkAgainst(Api admin) {
        var pages = new ArrayList<Long>();
        JsonNode page;
        do {
            page = admin.get("/api/v1/events?limit=1000&after=" + (pages.isEmpty() ? 0 : pages.getLast())).is(200)
                    .json();
            page.path("items").forEach(event -> pages.add(event.path("seq").asLong()));
        } while (!page.path("items").isEmpty());
        for (int place = 0; place < pages.size(); place++) {
            assertThat(pages.get(place)).as("what follows event %d", place).isEqualTo(place + 1);
        }
        assertThat(seen()).isEqualTo(pages);
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.interrupt();
        http.shutdownNow();
        thread.join();
    }
}
