package polis.dependencymap.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polis.dependencymap.span.SpanFormat;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.SpanBytesDecoder;

class OtlpToZipkinTests {

    @Test
    void bothEncodingsAreTranslatedIntoTheSame() {
        List<Span> fromJson = translated(OtlpSpans.json("shop", "1"), SpanFormat.OTLP_JSON);
        List<Span> fromProto = translated(OtlpSpans.proto("shop", "1"), SpanFormat.OTLP_PROTO);
        assertThat(fromJson).hasSize(2);
        assertThat(fromProto.stream().map(OtlpToZipkinTests::nameless).toList())
                .isEqualTo(fromJson.stream().map(OtlpToZipkinTests::nameless).toList());
        assertThat(fromJson).extracting(Span::name).containsExactly("get /", "select");
    }

    @Test
    void allThatASpanSaysIsThere() {
        Span span = translated("""
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
                "scopeSpans":[{"spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174",
                "parentSpanId":"","name":"send","kind":"SPAN_KIND_PRODUCER","startTimeUnixNano":"1700000000000001000",
                "endTimeUnixNano":"1700000000000003000","attributes":[
                {"key":"messaging.destination.name","value":{"stringValue":"orders"}},
                {"key":"retries","value":{"intValue":"3"}},{"key":"ratio","value":{"doubleValue":0.5}},
                {"key":"sure","value":{"boolValue":true}},{"key":"all","value":{"arrayValue":{"values":[]}}}],
                "events":[{"timeUnixNano":"1700000000000002000","name":"acknowledged"}],
                "status":{"code":"STATUS_CODE_ERROR","message":"too late"}}]}]}]}""".getBytes(StandardCharsets.UTF_8),
                SpanFormat.OTLP_JSON).getFirst();
        assertThat(span).isEqualTo(Span.newBuilder().traceId("5b8efff798038103d269b633813fc60c").id("eee19b7ec3c1b174")
                .kind(Span.Kind.PRODUCER).name("send").timestamp(1_700_000_000_000_001L).duration(2)
                .localEndpoint(endpoint("shop")).remoteEndpoint(endpoint("orders"))
                .putTag("messaging.destination.name", "orders").putTag("retries", "3").putTag("ratio", "0.5")
                .putTag("sure", "true").putTag("otel.status_code", "ERROR").putTag("error", "too late")
                .addAnnotation(1_700_000_000_000_002L, "acknowledged").build());
    }

    @Test
    void aServersOwnAddressIsNotTheOtherSide() {
        Span span = translated("""
                {"resource_spans":[{"scope_spans":[{"spans":[{"trace_id":"000000000000000000000000000000aa",
                "span_id":"00000000000000aa","kind":2,"attributes":[
                {"key":"server.address","value":{"stringValue":"me"}}]}]}]}]}""".getBytes(StandardCharsets.UTF_8),
                SpanFormat.OTLP_JSON).getFirst();
        assertThat(span.remoteEndpoint()).isNull();
        assertThat(span.localEndpoint()).isNull();
        assertThat(span.tags()).isEqualTo(Map.of("server.address", "me"));
    }

    private static List<Span> translated(byte[] export, SpanFormat format) {
        return SpanBytesDecoder.JSON_V2.decodeList(OtlpToZipkin.translated(export, format));
    }

    private static Endpoint endpoint(String name) {
        return Endpoint.newBuilder().serviceName(name).build();
    }

    private static Span nameless(Span span) {
        return span.toBuilder().name(null).build();
    }
}
