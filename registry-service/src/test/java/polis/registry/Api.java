package polis.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A caller of the service with headers of its own. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String base;
    private final Map<String, String> headers;
    private final Duration patience;

    public Api(int port) {
        this("http://localhost:" + port);
    }

    public Api(String base) {
        this(base, Map.of(), Duration.ofSeconds(30));
    }

    private Api(String base, Map<String, String> headers, Duration patience) {
        this.base = base;
        this.headers = headers;
        this.patience = patience;
    }

    public Api within(Duration time) {
        return new Api(base, headers, time);
    }

    public Api with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Api(base, more, patience);
    }

    public Api bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Api basic(String user, String password) {
        String pair = user + ":" + password;
        return with("Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** The token of a client. */
    public String clientToken(String id, String secret) {
        return basic(id, secret).with("Content-Type", "application/x-www-form-urlencoded")
                .post("/oauth2/token", "grant_type=client_credentials").is(200).text("access_token");
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(patience);
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
