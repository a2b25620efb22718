package polis.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain JSON client with a bearer token: what a pipeline would use. */
final class Api {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();

    private final String base;
    private final String token;

    Api(String base, String token) {
        this.base = base;
        this.token = token;
    }

    Api as(String otherToken) {
        return new Api(this.base, otherToken);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    Answer postJson(String path, Object body) {
        return post(path, "application/json", JSON.writeValueAsString(body));
    }

    /** Sends a request that may be repeated with the same key. */
    Answer postKeyed(String path, Object body, String key) {
        return send(request(path).header("Content-Type", "application/json").header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Replaces whatever version is there. */
    Answer putJson(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").header("If-Match", "*")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** A token for a client of the registry, as RFC 6749 section 4.4 has it. */
    static String clientCredentials(String registry, String basic) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registry + "/oauth2/token"))
                .header("Authorization", "Basic " + basic).header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(10)).POST(BodyPublishers.ofString("grant_type=client_credentials"));
        return send(request).ok().get("access_token").asString();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
                .timeout(Duration.ofSeconds(40));
        return this.token.isEmpty() ? request : request.header("Authorization", "Bearer " + this.token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /** Status, headers and body of an answer. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return this.response.statusCode();
        }

        JsonNode json() {
            return JSON.readTree(this.response.body());
        }

        /** The body as JSON, provided that the call succeeded; the failure shows the body. */
        JsonNode ok() {
            if (status() / 100 != 2) {
                throw new AssertionError(
                        this.response.request().uri() + " answered " + status() + ": " + this.response.body());
            }
            return json();
        }

        String header(String name) {
            return this.response.headers().firstValue(name).orElse("");
        }

    }

}
