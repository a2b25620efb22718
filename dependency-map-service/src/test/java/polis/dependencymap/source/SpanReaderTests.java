package polis.dependencymap.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import polis.dependencymap.link.Batch;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.Linker;
import polis.dependencymap.link.Links;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Remote;
import polis.dependencymap.link.Span;
import polis.dependencymap.link.Window;
import polis.dependencymap.span.SamplingSettings;
import polis.dependencymap.span.SpanArchive;
import polis.dependencymap.span.SpanFormat;
import polis.dependencymap.span.UnreadableSpansException;
import zipkin2.Endpoint;
import zipkin2.codec.SpanBytesEncoder;

class SpanReaderTests {

    private final SpanReader reader = new SpanReader(new SamplingSettings(Map.of()));

    @Test
    void whatSpringBootReallyReportsBecomesTheEdgesThatItReallyTook() {
        List<Span> spans = reader.read(resource("boot-order.json"), SpanFormat.JSON);
        var linker = new Linker(Window.DEFAULT);
        var batch = new Batch(UUID.randomUUID(), Instant.EPOCH);
        for (int i = 0; i < spans.size(); i++) {
            linker.add(spans.get(i), batch, i, Instant.EPOCH);
        }
        Links early = linker.drain(Instant.EPOCH);
        assertThat(early.calls()).extracting(call -> call.from() + ">" + call.to()).containsOnly("storefront>order",
                "storefront>cart", "cart>catalog", "order>payment", "order>inventory", "inventory>order",
                "order>order.placed", "order.placed>shipping", "cart>inventory");
        assertThat(linker.drain(Instant.EPOCH.plusSeconds(100)).calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = SpanFormat.class, names = {"JSON", "PROTO3"})
    void bothEncodingsSayTheSame(SpanFormat format) {
        var span = span(zipkin2.Span.Kind.SERVER).shared(true).putTag("error", "").build();
        var encoder = format == SpanFormat.JSON ? SpanBytesEncoder.JSON_V2 : SpanBytesEncoder.PROTO3;
        Span read = reader.read(encoder.encodeList(List.of(span)), format).getFirst();
        assertThat(read.kind()).isEqualTo(Kind.SERVER);
        assertThat(read.shared()).isTrue();
        assertThat(read.error()).isTrue();
        assertThat(read.service()).isEqualTo("web");
        assertThat(read.timestamp()).isEqualTo(1_700_000_000_000_000L);
        assertThat(read.duration()).isEqualTo(1500);
    }

    @Test
    void longAndShortTraceIdsMeet() {
        Span longer = read(span(zipkin2.Span.Kind.CLIENT).traceId("463ac35c9f6413ad48485a3953bb6124"));
        Span shorter = read(span(zipkin2.Span.Kind.CLIENT).traceId("48485a3953bb6124"));
        assertThat(longer.traceId()).isEqualTo(shorter.traceId());
    }

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1", "10.1.2.3:8080", "::1", "[::1]:80", "none", "2001:db8::1"})
    void addressIsNoName(String host) {
        assertThat(read(span(zipkin2.Span.Kind.CLIENT).putTag("client.name", host)).remote()).isNull();
        assertThat(read(span(zipkin2.Span.Kind.CLIENT).remoteEndpoint(Endpoint.newBuilder().serviceName(host).build()))
                .remote()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"client.name,cart,cart", "http.url,https://API.stripe.com:443/v1?x=1,api.stripe.com",
        "http.url,http://me:pw@cart?a=://b,cart", "url.full,http://cart#/x,cart", "url.full,cart://cart,cart",
        "server.address,cart.shop.svc.cluster.local,cart", "http.host,cart:8080,cart"})
    void hostOfAClientIsKeptAsAGuess(String tag, String value, String name) {
        var span = span(zipkin2.Span.Kind.CLIENT).putTag(tag, value);
        assertThat(read(span).remote()).isEqualTo(new Remote(name, NodeType.HOST));
        byte[] proto = SpanBytesEncoder.PROTO3.encodeList(List.of(span.build()));
        assertThat(reader.read(proto, SpanFormat.PROTO3).getFirst().remote())
                .isEqualTo(new Remote(name, NodeType.HOST));
    }

    @Test
    void databasesAndCachesAreTypedByTheirTags() {
        assertThat(client("db.system", "postgresql", "carts")).isEqualTo(new Remote("carts", NodeType.DATABASE));
        assertThat(client("sql.query", "select 1", "carts")).isEqualTo(new Remote("carts", NodeType.DATABASE));
        assertThat(client("db.system", "redis", null)).isEqualTo(new Remote("redis", NodeType.CACHE));
        assertThat(client("x", "y", "mysql")).isEqualTo(new Remote("mysql", NodeType.DATABASE));
        assertThat(client("x", "y", "billing")).isEqualTo(new Remote("billing", NodeType.EXTERNAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"messaging.destination.name", "kafka.topic", "jms.queue", "rabbit.queue", "amqp.queue",
        "queue.name"})
    void topicIsNamedByItsTagAndNotByItsBroker(String tag) {
        var span = span(zipkin2.Span.Kind.PRODUCER).putTag(tag, "order.placed")
                .remoteEndpoint(Endpoint.newBuilder().serviceName("kafka").build());
        assertThat(read(span).remote()).isEqualTo(new Remote("order.placed", NodeType.TOPIC));
    }

    @Test
    void brokerIsKnownWhereNoTopicIs() {
        var span = span(zipkin2.Span.Kind.CONSUMER).remoteEndpoint(Endpoint.newBuilder().serviceName("kafka").build());
        assertThat(read(span).remote()).isEqualTo(new Remote("kafka", NodeType.BROKER));
    }

    @ParameterizedTest
    @CsvSource({"error,timeout,true", "error,false,false", "http.status_code,503,true", "status,404,false",
        "outcome,SERVER_ERROR,true", "outcome,SUCCESS,false", "otel.status_code,ERROR,true"})
    void errorsAreKnownByTheirTags(String tag, String value, boolean error) {
        assertThat(read(span(zipkin2.Span.Kind.SERVER).putTag(tag, value)).error()).isEqualTo(error);
    }

    @Test
    void borrowingAConnectionIsNoCall() {
        assertThat(read(span(zipkin2.Span.Kind.CLIENT).putTag("jdbc.datasource.name", "carts")).kind())
                .isEqualTo(Kind.LOCAL);
        assertThat(read(span(zipkin2.Span.Kind.CLIENT).putTag("jdbc.datasource.name", "carts").putTag("jdbc.query[0]",
                "select 1")).remote()).isEqualTo(new Remote("carts", NodeType.DATABASE));
    }

    @Test
    void namesThatNothingCanShowAreMadeShowable() {
        Span span = read(span(zipkin2.Span.Kind.PRODUCER).putTag("kafka.topic", "a\u0000b\ud800" + "x".repeat(1000)));
        assertThat(span.remote()).isNotNull();
        assertThat(span.remote().name()).startsWith("a?b?x").hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[{\"traceId\":\"x\"}]", "[{}]", "[1]", "\"spans\"",
        "[{\"traceId\":\"1\",\"id\":\"2\"", "[{\"traceId\":\"1\",\"id\":\"2\",\"duration\":\"long\"}]"})
    void whatIsNoListOfSpansIsRefusedWithoutABlink(String json) {
        assertThatThrownBy(() -> reader.read(json.getBytes(StandardCharsets.UTF_8), SpanFormat.JSON))
                .isInstanceOf(UnreadableSpansException.class);
    }

    @Test
    void noBytesBreakIt() {
        var random = new Random(11);
        byte[] json = resource("boot-order.json");
        byte[] proto = SpanBytesEncoder.PROTO3.encodeList(List.of(span(zipkin2.Span.Kind.CLIENT).build()));
        for (int i = 0; i < 20_000; i++) {
            boolean asJson = i % 2 == 0;
            byte[] bytes = (asJson ? json : proto).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 3));
            }
            try {
                SpanArchive.write(reader.read(bytes, asJson ? SpanFormat.JSON : SpanFormat.PROTO3));
            } catch (UnreadableSpansException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(250);
            }
        }
    }

    @Test
    void archiveGivesBackWhatItTook() {
        List<Span> spans = reader.read(resource("boot-order.json"), SpanFormat.JSON);
        assertThat(SpanArchive.read(SpanArchive.write(spans))).isEqualTo(spans);
        assertThat(SpanArchive.write(spans).length).isLessThan(resource("boot-order.json").length / 4);
        assertThat(SpanArchive.read(SpanArchive.write(List.of()))).isEmpty();
    }

    private Remote client(String tag, String value, String remote) {
        var span = span(zipkin2.Span.Kind.CLIENT).putTag(tag, value);
        if (remote != null) {
            span.remoteEndpoint(Endpoint.newBuilder().serviceName(remote).build());
        }
        return read(span).remote();
    }

    private Span read(zipkin2.Span.Builder span) {
        return reader.read(SpanBytesEncoder.JSON_V2.encodeList(List.of(span.build())), SpanFormat.JSON).getFirst();
    }

    private static zipkin2.Span.Builder span(zipkin2.Span.Kind kind) {
        return zipkin2.Span.newBuilder().traceId("1").id("2").kind(kind).name("get").timestamp(1_700_000_000_000_000L)
                .duration(1500L).localEndpoint(Endpoint.newBuilder().serviceName("web").ip("10.0.0.1").build());
    }

    private static byte[] resource(String name) {
        try (var in = SpanReaderTests.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
