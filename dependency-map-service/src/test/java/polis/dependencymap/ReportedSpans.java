package polis.dependencymap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

/** Spans as Boot's Brave reports them: separate ids for both sides, the client knows no more than a host. */
public final class ReportedSpans {

    private static final AtomicLong IDS = new AtomicLong(System.nanoTime());

    private final List<Span> spans = new ArrayList<>();
    private final String traceId = hex() + hex();
    private Duration delay = Duration.ZERO;

    public static String hex() {
        return "%016x".formatted(IDS.addAndGet(0x9E3779B97F4A7C15L) | 1);
    }

    /** Adds both sides of a call below a parent (null for none) and returns the id of the server's. */
    public String call(String from, String to, String parent) {
        String client = hex();
        String server = hex();
        spans.add(span(from, client, parent, Span.Kind.CLIENT, 3000).putTag("client.name", "localhost")
                .putTag("http.url", "http://localhost:20001/x").build());
        spans.add(span(to, server, client, Span.Kind.SERVER, 2000)
                .remoteEndpoint(Endpoint.newBuilder().ip("127.0.0.1").port(51234).build()).build());
        return server;
    }

    public ReportedSpans message(String from, String topic, String to, String parent) {
        String producer = hex();
        spans.add(span(from, producer, parent, Span.Kind.PRODUCER, 500).putTag("messaging.destination.name", topic)
                .build());
        spans.add(
                span(to, hex(), producer, Span.Kind.CONSUMER, 800).putTag("messaging.destination.name", topic).build());
        return this;
    }

    /** Adds a client's side whose other side will never come. */
    public ReportedSpans outside(String from, String to, String parent) {
        spans.add(span(from, hex(), parent, Span.Kind.CLIENT, 900)
                .remoteEndpoint(Endpoint.newBuilder().serviceName(to).build()).build());
        return this;
    }

    /** Lets what is added from now on start later. */
    public ReportedSpans startingIn(Duration later) {
        delay = later;
        return this;
    }

    private Span.Builder span(String service, String id, String parent, Span.Kind kind, long duration) {
        return Span.newBuilder().traceId(traceId).id(id).parentId(parent).kind(kind).name("get")
                .timestamp(Instant.now().plus(delay).toEpochMilli() * 1000).duration(duration)
                .localEndpoint(Endpoint.newBuilder().serviceName(service).ip("10.0.0.1").build());
    }

    public List<Span> list() {
        return spans;
    }

    public String json() {
        return new String(SpanBytesEncoder.JSON_V2.encodeList(spans), java.nio.charset.StandardCharsets.UTF_8);
    }

    public byte[] proto3() {
        return SpanBytesEncoder.PROTO3.encodeList(spans);
    }
}
