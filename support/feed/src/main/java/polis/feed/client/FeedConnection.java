package polis.feed.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Asks for a feed over HTTP. */
final class FeedConnection {

    /** The server sends a sign of life every 10 seconds. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(25);
    private static final int PAGE = 500;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final URI feed;
    private final @Nullable Supplier<String> token;
    private final Consumer<String> refused;

    FeedConnection(URI feed, @Nullable Supplier<String> token, Consumer<String> refused) {
        this.feed = feed;
        this.token = token;
        this.refused = refused;
    }

    List<FeedClient.Event> page(long after) throws IOException, InterruptedException {
        try (InputStream body = get("?after=" + after + "&limit=" + PAGE, "application/json")) {
            return json.readValue(body, Page.class).items();
        }
    }

    EventStream stream(long after) throws IOException, InterruptedException {
        return new EventStream(get("?after=" + after, "text/event-stream"), LONGEST_SILENCE);
    }

    FeedClient.Event read(String data) {
        return json.readValue(data, FeedClient.Event.class);
    }

    void close() {
        http.shutdownNow();
    }

    private InputStream get(String query, String mediaType) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(feed + query)).timeout(Duration.ofSeconds(5))
                .header("Accept", mediaType);
        String value = token != null ? token.get() : null;
        if (value != null) {
            request.header("Authorization", "Bearer " + value);
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            return response.body();
        }
        if (response.statusCode() == 410) {
            try (InputStream body = response.body()) {
                Gone gone = json.readValue(body, Gone.class);
                throw new EventsGoneException(feed + ": " + gone.detail(), gone.resumeAfter());
            }
        }
        response.body().close();
        if (response.statusCode() == 401 && value != null) {
            refused.accept(value);
        }
        throw new IOException(feed + " answered " + response.statusCode());
    }

    private record Gone(@Nullable String detail, long resumeAfter) {}

    private record Page(List<FeedClient.Event> items) {}
}
