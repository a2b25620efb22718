package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import polis.postgres.test.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TracingIntegrationTests {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final ConcurrentLinkedQueue<JsonNode> spans = new ConcurrentLinkedQueue<>();

    @Test
    void requestBecomesASpanAndEachTryAnotherInTheTraceOfTheCaller() {
        try (TestDatabase database = TestDatabase.create("gateway");
                StubRegistry registry = new StubRegistry();
                StubVersionset versionset = new StubVersionset();
                TestInstance dead = new TestInstance("dead");
                TestInstance instance = new TestInstance("a");
                StubServer collector = new StubServer(exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    spans.addAll(spans(exchange.getRequestHeaders().getFirst("Content-Encoding"), body));
                    StubServer.answer(exchange, 202, "text/plain", "");
                })) {
            versionset.services(1, "{\"shop\":{\"routes\":[{\"path\":\"/shop/**\",\"stripPrefix\":1}]}}");
            registry.add("shop", "a", instance.port(), "RUN");
            registry.add("shop", "dead", dead.port(), "RUN");
            dead.kill();
            try (Gateway gateway = Gateway.start(database, registry, versionset,
                    "--management.tracing.export.zipkin.endpoint=" + collector.uri() + "/ingest/key/api/v2/spans")) {
                await().until(() -> gateway.read("/api/v1/upstreams").at("/items/0/instances").size() == 2);

                String seen = gateway.send(HttpRequest.newBuilder(gateway.traffic("/shop/headers"))
                        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")).body();
                assertThat(seen).contains("traceparent: 00-" + TRACE, "x-b3-traceid: " + TRACE)
                        .doesNotContain("00f067aa0ba902b7-01");
                for (int i = 0; i < 20; i++) {
                    gateway.get("/shop/x");
                }

                await().until(() -> of("SERVER").size() >= 21);
                JsonNode server = of("SERVER").stream().filter(span -> traceOf(span).equals(TRACE)).findFirst()
                        .orElseThrow();
                assertThat(server.at("/localEndpoint/serviceName").asString()).isEqualTo("gateway");
                assertThat(server.path("parentId").asString()).isEqualTo("00f067aa0ba902b7");
                assertThat(server.at("/tags/http.status_code").asString()).isEqualTo("200");
                assertThat(server.at("/remoteEndpoint/ipv4").asString()).isEqualTo("127.0.0.1");
                assertThat(of("CLIENT"))
                        .allMatch(span -> span.at("/remoteEndpoint/serviceName").asString().equals("shop"));
                assertThat(of("CLIENT").stream().filter(span -> traceOf(span).equals(TRACE)).toList())
                        .anyMatch(span -> span.path("parentId").asString().equals(server.path("id").asString())
                                && seen.contains(span.path("id").asString()));
                assertThat(of("CLIENT")).as("the try at the dead one").anyMatch(span -> span.at("/tags").has("error"));
                assertThat(spans).as("nothing of the admin port")
                        .allMatch(span -> !span.at("/tags/http.path").asString("").contains("upstreams"));
            }
        }
    }

    private List<JsonNode> of(String kind) {
        return spans.stream().filter(span -> span.path("kind").asString("").equals(kind)).toList();
    }

    private static String traceOf(JsonNode span) {
        return span.path("traceId").asString();
    }

    private static List<JsonNode> spans(String encoding, byte[] body) throws IOException {
        byte[] plain = "gzip".equals(encoding)
                ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
                : body;
        return JsonMapper.builder().build().readTree(plain).valueStream().toList();
    }
}
