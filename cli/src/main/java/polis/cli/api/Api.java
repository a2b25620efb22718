package polis.cli.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Calls the services with the caller's token. */
public final class Api {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT).build();

    private final Endpoints endpoints;
    private final Tokens tokens;

    public Api(Endpoints endpoints, Tokens tokens) {
        this.endpoints = endpoints;
        this.tokens = tokens;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public Reply get(PolisService service, String path) {
        return call(service, "GET", path, null, null);
    }

    public Reply post(PolisService service, String path, Object body) {
        return call(service, "POST", path, Json.MAPPER.writeValueAsString(body), "application/json");
    }

    public Reply delete(PolisService service, String path) {
        return call(service, "DELETE", path, null, null);
    }

    /** Posts a text of the given media type. */
    public Reply post(PolisService service, String path, String body, String mediaType) {
        return call(service, "POST", path, body, mediaType);
    }

    private Reply call(PolisService service, String method, String path, @Nullable String body,
            @Nullable String mediaType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoints.of(service).resolve(path)).timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.value(http, endpoints.of(PolisService.REGISTRY)))
                .header("Accept", "application/json, application/problem+json");
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            // The same request again, after a lost answer, does not do the work twice.
            request.method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", String.valueOf(mediaType))
                    .header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return sendAgainWhereTheAnswerWasLost(request.build());
    }

    /** A read and a request with a key change nothing when they come twice. */
    private Reply sendAgainWhereTheAnswerWasLost(HttpRequest request) {
        try {
            return send(http, request);
        } catch (Unreachable lost) {
            if (!lost.perhapsHeard()) {
                throw lost;
            }
            return send(http, request);
        }
    }

    static Reply send(HttpClient http, HttpRequest request) {
        URI address = request.uri();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new HashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return new Reply(response.statusCode(), parse(response.body()), response.body(), headers);
        } catch (IOException e) {
            boolean connected = !(e instanceof ConnectException || e instanceof HttpTimeoutException);
            throw new Unreachable(address, reason(e), connected);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(address, "interrupted", false);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** The JDK's connect exception often has no message of its own. */
    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
