package polis.dependencymap.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Remote;
import polis.dependencymap.link.Span;
import polis.dependencymap.otlp.OtlpSpans;
import polis.dependencymap.span.SamplingSettings;
import polis.dependencymap.span.SpanArchive;
import polis.dependencymap.span.SpanFormat;
import polis.dependencymap.span.UnreadableSpansException;

class OtlpTests {

    private final SpanReader reader = new SpanReader(new SamplingSettings(Map.of("shop", 0.5)));

    @Test
    void bothEncodingsSayTheSame() {
        List<Span> json = reader.read(OtlpSpans.json("web", "pod-1"), SpanFormat.OTLP_JSON);
        List<Span> proto = reader.read(OtlpSpans.proto("web", "pod-1"), SpanFormat.OTLP_PROTO);
        assertThat(proto).isEqualTo(json).hasSize(2);
        Span server = json.getFirst();
        assertThat(server.kind()).isEqualTo(Kind.SERVER);
        assertThat(server.service()).isEqualTo("web");
        assertThat(server.error()).isTrue();
        assertThat(server.traceId()).isEqualTo(0x48485a3953bb6124L);
        assertThat(server.parentId()).isEqualTo(0x0a);
        assertThat(server.timestamp()).isEqualTo(1_700_000_000_000_000L);
        assertThat(server.duration()).isEqualTo(1500);
        assertThat(json.get(1).remote()).isEqualTo(new Remote("orders", NodeType.DATABASE));
    }

    @Test
    void resourceMayComeAfterItsSpans() {
        String json = """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"463ac35c9f6413ad48485a3953bb6124","spanId":"000000000000000b"}]}],
                "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"Shop"}}]}}]}""";
        Span span = reader.read(json.getBytes(StandardCharsets.UTF_8), SpanFormat.OTLP_JSON).getFirst();
        assertThat(span.service()).isEqualTo("shop");
        assertThat(span.weight()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"messaging.operation.type,receive,CONSUMER", "messaging.operation,publish,PRODUCER",
        "messaging.operation.type,send,PRODUCER", "messaging.operation.type,settle,LOCAL"})
    void clientOfABrokerSendsOrReceivesByItsOperation(String key, String operation, Kind kind) {
        Span span = client("""
                {"key":"messaging.system","value":{"stringValue":"kafka"}},
                {"key":"messaging.destination.name","value":{"stringValue":"order.placed"}},
                {"key":"%s","value":{"stringValue":"%s"}}""".formatted(key, operation));
        assertThat(span.kind()).isEqualTo(kind);
    }

    @Test
    void queueForOneAnswerIsNoNode() {
        Span span = client("""
                {"key":"messaging.system","value":{"stringValue":"rabbitmq"}},
                {"key":"messaging.destination.name","value":{"stringValue":"amq.gen-x7"}},
                {"key":"messaging.destination.temporary","value":{"boolValue":true}}""");
        assertThat(span.remote()).isEqualTo(new Remote("rabbitmq", NodeType.BROKER));
    }

    @ParameterizedTest
    @CsvSource({"db.system,postgresql,db.name,orders,orders,DATABASE",
        "db.system.name,postgresql,db.namespace,orders,orders,DATABASE", "db.system,redis,db.namespace,0,redis,CACHE",
        "db.system.name,valkey,server.address,sessions,sessions,CACHE",
        "peer.service,Billing,server.address,10.0.0.7,billing,EXTERNAL",
        "url.full,https://api.stripe.com/v1/x,server.address,api.stripe.com,api.stripe.com,HOST",
        "rpc.system,grpc,server.address,cart.shop.svc.cluster.local,cart,HOST",
        "http.url,http://user@cart:8080/a?b=c,net.peer.name,cart,cart,HOST"})
    void conventionsOldAndNewNameTheOtherSide(String key, String value, String other, String otherValue, String name,
            NodeType type) {
        Span span = client("""
                {"key":"%s","value":{"stringValue":"%s"}},{"key":"%s","value":{"stringValue":"%s"}}""".formatted(key,
                value, other, otherValue));
        assertThat(span.remote()).isEqualTo(new Remote(name, type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"resourceSpans\":{}}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}", "{} {}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"zz\"}]}]}]}"})
    void whatIsNoExportIsRefusedWithItsOffset(String json) {
        assertThatThrownBy(() -> reader.read(json.getBytes(StandardCharsets.UTF_8), SpanFormat.OTLP_JSON))
                .isInstanceOfSatisfying(UnreadableSpansException.class,
                        e -> assertThat(e.offset()).isBetween(0L, (long) json.length()));
    }

    @Test
    void noBytesBreakIt() {
        var random = new Random(17);
        byte[] json = OtlpSpans.json("web", "pod-1");
        byte[] proto = OtlpSpans.proto("web", "pod-1");
        for (int i = 0; i < 50_000; i++) {
            boolean asJson = i % 2 == 0;
            byte[] bytes = (asJson ? json : proto).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 3));
            }
            int length = bytes.length;
            try {
                List<Span> spans = reader.read(bytes, asJson ? SpanFormat.OTLP_JSON : SpanFormat.OTLP_PROTO);
                assertThat(SpanArchive.read(SpanArchive.write(spans))).isEqualTo(spans);
            } catch (UnreadableSpansException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(250);
                assertThat(e.offset()).isBetween(0L, (long) length);
            }
        }
    }

    private Span client(String attributes) {
        String json = """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"463ac35c9f6413ad48485a3953bb6124",
                "spanId":"000000000000000b","kind":3,"attributes":[%s]}]}]}]}""".formatted(attributes);
        return reader.read(json.getBytes(StandardCharsets.UTF_8), SpanFormat.OTLP_JSON).getFirst();
    }
}
