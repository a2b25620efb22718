package polis.dependencymap.source.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import polis.dependencymap.MapScenario;
import polis.dependencymap.ReportedSpans;
import polis.postgres.test.PostgresTest;
import zipkin2.codec.SpanBytesDecoder;

@PostgresTest("dependency_map")
@TestPropertySource(properties = "polis.map.max-inflated=300KB")
class CollectorIntegrationTests extends MapScenario {

    private static final List<byte[]> forwarded = new CopyOnWriteArrayList<>();
    /** As long as the context that asks it, which a second try of this class finds again. */
    private static final HttpServer zipkin = zipkin();

    @DynamicPropertySource
    static void zipkin(DynamicPropertyRegistry properties) {
        properties.add("polis.map.forward-zipkin", () -> "http://127.0.0.1:" + zipkin.getAddress().getPort());
    }

    @Test
    void takesJsonAndProto3PlainAndPacked() {
        assertThat(post(call("j", "k").json()).statusCode()).isEqualTo(202);
        assertThat(post(call("p", "q").proto3(), "application/x-protobuf", "identity").statusCode()).isEqualTo(202);
        assertThat(post(gzip(call("jz", "kz").json()), "application/json", "gzip").statusCode()).isEqualTo(202);
        assertThat(post(gzip(call("pz", "qz").proto3()), "application/x-protobuf", "gzip").statusCode()).isEqualTo(202);
        assertThat(post("[]").statusCode()).isEqualTo(202);
        awaitEdges("j>k 1", "p>q 1", "jz>kz 1", "pz>qz 1");
    }

    @Test
    void tokenOrKeyOpensTheDoorAndNothingElseDoes() {
        String spans = call("tok", "en").json();
        assertThat(send(bearer("deployer", spans)).statusCode()).isEqualTo(202);
        assertThat(send(bearer("viewer", spans)).statusCode()).isEqualTo(403);
        HttpResponse<String> none = send(json("/api/v2/spans", spans));
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(send(json("/ingest/the%2Dkey/api/v2/spans", spans)).statusCode()).isEqualTo(202);
        assertThat(send(json("/ingest/wrong/api/v2/spans", spans)).statusCode()).isEqualTo(401);
        assertThat(send(json("/ingest//api/v2/spans", spans)).statusCode()).isEqualTo(401);
        assertThat(send(json("/ingest//v1/traces", spans)).statusCode()).isEqualTo(401);
        assertThat(send(json("/ingest/wrong/api/v2/spans", spans)).body()).doesNotContain("the-key");
        assertThat(send(request("/ingest/the-key/api/v2/spans")).statusCode()).isIn(401, 405);
        awaitEdges("tok>en 1");
    }

    @Test
    void aServiceOfTheMapReadsTheMapAndReportsNothing() {
        String scheduler = registry.serviceToken("scheduler", "lifecycle:write read", "polis-registry", "polis-map");
        assertThat(send(request("/api/v1/map").header("Authorization", "Bearer " + scheduler)).statusCode())
                .isEqualTo(200);
        assertThat(send(json("/api/v2/spans", "[]").header("Authorization", "Bearer " + scheduler)).statusCode())
                .isEqualTo(403);
        assertThat(send(request("/api/v1/map").header("Authorization",
                "Bearer " + registry.serviceToken("gateway", "read", "polis-registry"))).statusCode()).isEqualTo(401);
    }

    @Test
    void badSpansAreRefusedAsAWholeAndNothingIsCounted() {
        String good = call("bad", "spans").json();
        List<String> bad = List.of("{", "nonsense", "[{}]", "[{\"traceId\":\"zz\",\"id\":\"1\"}]",
                good.substring(0, good.length() - 1) + ",{\"traceId\":\"1\"}]");
        for (String spans : bad) {
            HttpResponse<String> answer = post(spans);
            assertThat(answer.statusCode()).as(spans).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(parse(answer.body()).get("type").asString()).endsWith("/invalid-spans");
            assertThat(answer.body()).doesNotContain("Exception", "zipkin2", "at polis");
        }
        assertThat(post(new byte[] {10, 127, 1}, "application/x-protobuf", "identity").statusCode()).isEqualTo(400);
        assertThat(post(good.getBytes(StandardCharsets.UTF_8), "application/json", "gzip").statusCode()).isEqualTo(400);
        byte[] packed = gzip(good);
        assertThat(post(java.util.Arrays.copyOf(packed, packed.length / 2), "application/json", "gzip").statusCode())
                .isEqualTo(400);
        assertThat(post(good.getBytes(StandardCharsets.UTF_8), "application/xml", "identity").statusCode())
                .isEqualTo(415);
        assertThat(post(good.getBytes(StandardCharsets.UTF_8), "application/json", "br").statusCode()).isEqualTo(415);
        post(call("after", "bad").json());
        awaitEdges("after>bad 1");
        assertThat(edges()).noneMatch(edge -> edge.contains("spans"));
    }

    @Test
    void tooLargeIsRefusedPackedOrNot() {
        byte[] bomb = gzip(new byte[50 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(post(bomb, "application/json", "gzip").statusCode()).isEqualTo(413);
        assertThat(post(" ".repeat(400_000)).statusCode()).isEqualTo(413);
        assertThat(post(" ".repeat(3_000_000)).statusCode()).isEqualTo(413);
        assertThat(post(call("after", "bomb").json()).statusCode()).isEqualTo(202);
    }

    @Test
    void zipkinGetsACopy() {
        var spans = call("for", "ward");
        assertThat(post(spans.json()).statusCode()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(forwarded)
                .anyMatch(bytes -> SpanBytesDecoder.JSON_V2.decodeList(bytes).equals(spans.list())));
    }

    private static ReportedSpans call(String from, String to) {
        var spans = new ReportedSpans();
        spans.call(from, to, null);
        return spans;
    }

    private HttpRequest.Builder json(String path, String spans) {
        return request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(spans));
    }

    private HttpRequest.Builder bearer(String role, String spans) {
        return json("/api/v2/spans", spans).header("Authorization", "Bearer " + registry.token(role));
    }

    private static HttpServer zipkin() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/v2/spans", exchange -> {
                byte[] bytes = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
                if (exchange.getRequestHeaders().getFirst("Content-Type").equals("application/json")) {
                    forwarded.add(bytes);
                }
                exchange.sendResponseHeaders(202, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
