package polis.security;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Speaks with the issuer of tokens: 2 seconds to connect, 3 to be answered. */
final class IssuerHttp {

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    String get(URI address) throws IOException {
        return send(HttpRequest.newBuilder(address).header("Accept", "application/json").GET());
    }

    /** What is there now, or null where it is still what that ETag names. */
    @Nullable
    Fresh getIfChanged(URI address, @Nullable String etag) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "application/json").GET();
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        HttpResponse<String> response = exchange(request);
        if (response.statusCode() == 304) {
            return null;
        }
        return new Fresh(ok(response), response.headers().firstValue("ETag").orElse(null));
    }

    /** An answer and the name of its version. */
    record Fresh(String body, @Nullable String etag) {}

    String postForm(URI address, String user, String password, String form) throws IOException {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(address).header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded").header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private String send(HttpRequest.Builder request) throws IOException {
        return ok(exchange(request));
    }

    private static String ok(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answered " + response.statusCode());
        }
        return response.body();
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
        HttpRequest ready = request.timeout(Duration.ofSeconds(3)).build();
        try {
            return http.send(ready, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(ready.uri() + " was not waited for");
        }
    }
}
