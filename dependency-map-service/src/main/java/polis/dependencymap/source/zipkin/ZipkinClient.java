package polis.dependencymap.source.zipkin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Zipkin's API as far as it is read. Answers are bounded: a longer one is an {@link OverlongAnswerException}. */
final class ZipkinClient implements AutoCloseable {

    /** A dependency link as Zipkin tells it. */
    record Link(String parent, String child, long callCount, @Nullable Long errorCount) {

        long errors() {
            return errorCount == null ? 0 : errorCount;
        }
    }

    private static final TypeReference<List<Link>> LINKS = new TypeReference<>() {};

    private final HttpClient http;
    private final String base;
    private final int maxAnswer;
    private final Duration timeout;

    ZipkinClient(URI url, ZipkinSettings settings) {
        this.base = url.toString().replaceAll("/+$", "");
        this.maxAnswer = (int) Math.min(Integer.MAX_VALUE - 8L, settings.maxAnswer().toBytes());
        this.timeout = settings.timeout();
        this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    }

    /** Returns the traces with a span in this time, as JSON. */
    byte[] traces(Instant from, Instant to, int limit) throws IOException, InterruptedException {
        return get("/api/v2/traces?endTs=%d&lookback=%d&limit=%d".formatted(to.toEpochMilli(),
                Duration.between(from, to).toMillis(), limit));
    }

    List<Link> dependencies(Instant from, Instant to) throws IOException, InterruptedException {
        byte[] answer = get("/api/v2/dependencies?endTs=%d&lookback=%d".formatted(to.toEpochMilli(),
                Duration.between(from, to).toMillis()));
        try {
            return JsonMapper.shared().readValue(answer, LINKS);
        } catch (JacksonException e) {
            throw new IOException("its dependencies cannot be read", e);
        }
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout)
                .header("Accept", "application/json").header("Accept-Encoding", "gzip").build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream raw = answer.body();
                InputStream body = answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")
                        ? new GZIPInputStream(raw)
                        : raw) {
            if (answer.statusCode() != 200) {
                throw new IOException("it answers %d to %s".formatted(answer.statusCode(), path));
            }
            byte[] bytes = body.readNBytes(maxAnswer);
            if (bytes.length == maxAnswer && body.read() >= 0) {
                throw new OverlongAnswerException();
            }
            return bytes;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
