package polis.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A stream of events that is to stay open. */
final class Watcher {

    private final String stream;
    private volatile boolean open = true;
    private volatile long octets;

    Watcher(HttpClient http, String stream, String token) throws IOException, InterruptedException {
        this.stream = stream;
        HttpResponse<InputStream> answer = http.send(HttpRequest.newBuilder(URI.create(stream))
                .header("Accept", "text/event-stream").header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new AssertionError(stream + " answered " + answer.statusCode());
        }
        Thread.ofVirtual().start(() -> read(answer.body()));
    }

    private void read(InputStream body) {
        try (body) {
            while (body.read() >= 0) {
                this.octets++;
            }
        } catch (IOException ex) {
            // It is over either way.
        } finally {
            this.open = false;
        }
    }

    boolean open() {
        return this.open;
    }

    /** Events and signs of life alike. */
    long octets() {
        return this.octets;
    }

    @Override
    public String toString() {
        return this.stream;
    }

}
