package polis.registry.node;

import com.netflix.discovery.shared.Applications;
import com.netflix.eureka.cluster.protocol.ReplicationInstance;
import com.netflix.eureka.cluster.protocol.ReplicationInstanceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import polis.registry.eureka.PeerMessages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to one other node. */
final class PeerClient {

    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final URI base;
    private final String authorization;
    private final String self;

    /** @param credentials {@code user:password}, where the URL has none */
    PeerClient(HttpClient http, String url, String credentials, String self) {
        this.http = http;
        URI given = URI.create(url.endsWith("/") ? url : url + "/");
        String pair = given.getUserInfo() == null ? credentials : given.getUserInfo();
        this.base = URI.create(
                given.getScheme() + "://" + given.getRawAuthority().replaceFirst("^.*@", "") + given.getRawPath());
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        this.self = self;
    }

    URI base() {
        return base;
    }

    /**
     * What a node states about itself.
     *
     * @param node its name; a stock server has none
     * @param digest of the leases that it holds
     */
    record Digest(String node, String digest) {}

    Digest digest() throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(request("peerreplication/digest", SHORT).GET());
        try (InputStream body = response.body()) {
            if (response.statusCode() == 404) {
                return new Digest("", "");
            }
            expect(response, 200);
            JsonNode json = JSON.readTree(body);
            return new Digest(json.path("node").asString(""), json.path("digest").asString(""));
        }
    }

    Applications applications() throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(request("apps/", LONG).header("Accept-Encoding", "gzip").GET());
        try (InputStream body = response.body()) {
            expect(response, 200);
            boolean packed = response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
            return PeerMessages.applications(packed ? new GZIPInputStream(body) : body);
        }
    }

    List<ReplicationInstanceResponse> send(List<ReplicationInstance> changes) throws IOException, InterruptedException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(PeerMessages.batch(changes));
        }
        HttpResponse<InputStream> response = send(request("peerreplication/batch/", SHORT)
                .header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(packed.toByteArray())));
        try (InputStream body = response.body()) {
            expect(response, 200);
            return PeerMessages.answers(body);
        }
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(timeout).header("Authorization", authorization)
                .header("Accept", "application/json").header("Content-Type", "application/json")
                .header(PeerMessages.REPLICATION, "true").header(PeerMessages.NODE, self);
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    private void expect(HttpResponse<?> response, int status) throws IOException {
        if (response.statusCode() != status) {
            throw new IOException(base + " answered " + response.statusCode() + ".");
        }
    }
}
