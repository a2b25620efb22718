package polis.dependencymap.source.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import polis.dependencymap.MapScenario;
import polis.dependencymap.ReportedSpans;
import polis.dependencymap.otlp.OtlpSpans;
import polis.dependencymap.source.zipkin.RealZipkin;
import polis.postgres.test.PostgresTest;
import zipkin2.Span;
import zipkin2.codec.SpanBytesDecoder;

/** What comes in by either protocol is found again in the real zipkin-server behind. */
@EnabledIf(value = "polis.dependencymap.source.zipkin.RealZipkin#isThere", disabledReason = "zipkin-server could not be fetched")
@PostgresTest("dependency_map")
class ZipkinForwardingIntegrationTests extends MapScenario {

    private static RealZipkin zipkin;

    @DynamicPropertySource
    static void zipkin(DynamicPropertyRegistry properties) throws Exception {
        zipkin = new RealZipkin();
        properties.add("polis.map.forward-zipkin", zipkin::url);
    }

    @AfterAll
    static void stop() {
        zipkin.close();
    }

    @Test
    void whatCameByOtlpIsThereWithItsTagsErrorsAndNames() {
        String trace = "463ac35c9f6413ad48485a3953bb6124";
        assertThat(export(OtlpSpans.proto("translated", "1"), "application/x-protobuf")).isEqualTo(200);
        List<Span> spans = awaited(trace, 2);
        Span server = spans.stream().filter(span -> span.kind() == Span.Kind.SERVER).findFirst().orElseThrow();
        assertThat(server.id()).isEqualTo("000000000000000b");
        assertThat(server.parentId()).isEqualTo("000000000000000a");
        assertThat(server.localServiceName()).isEqualTo("translated");
        assertThat(server.durationAsLong()).isEqualTo(1500);
        assertThat(server.tags()).containsEntry("http.response.status_code", "503").containsEntry("error", "");
        Span query = spans.stream().filter(span -> span.kind() == Span.Kind.CLIENT).findFirst().orElseThrow();
        assertThat(query.parentId()).isEqualTo(server.id());
        assertThat(query.remoteServiceName()).isEqualTo("orders");
        assertThat(query.tags()).containsEntry("db.system.name", "postgresql").doesNotContainKey("error");
    }

    @Test
    void whatItCannotTellZipkinEndsNothing() {
        // Within the limits of OTLP, but Zipkin's annotations have times.
        String odd = """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"000000000000000000000000000000aa",
                "spanId":"00000000000000aa","kind":3,"startTimeUnixNano":"-5","events":[{"timeUnixNano":"7"},{}],
                "attributes":[{"key":"list","value":{"arrayValue":{"values":[]}}},{"value":{"stringValue":"x"}}]}]}]}]}""";
        assertThat(export(odd.getBytes(StandardCharsets.UTF_8), "application/json")).isEqualTo(200);
        var after = new ReportedSpans();
        after.call("still", "forwarded", null);
        assertThat(post(after.proto3(), "application/x-protobuf", "identity").statusCode()).isEqualTo(202);
        assertThat(awaited(after.list().getFirst().traceId(), after.list().size())).extracting(Span::localServiceName)
                .containsExactlyInAnyOrder("still", "forwarded");
    }

    private static List<Span> awaited(String trace, int size) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> zipkin.get("/api/v2/trace/" + trace)
                        .map(json -> SpanBytesDecoder.JSON_V2.decodeList(json.getBytes(StandardCharsets.UTF_8)))
                        .orElse(List.of()), spans -> spans.size() == size);
    }

    private int export(byte[] spans, String type) {
        return send(request("/ingest/the-key/v1/traces").header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(spans))).statusCode();
    }
}
