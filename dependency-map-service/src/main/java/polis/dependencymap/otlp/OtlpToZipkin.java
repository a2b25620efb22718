package polis.dependencymap.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.Kind;
import polis.dependencymap.span.SpanFormat;
import tools.jackson.databind.JsonNode;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

// ADR 54
/**
 * Translates OpenTelemetry's export request into Zipkin's JSON, after the specification's "OpenTelemetry to Zipkin
 * Transformation": attributes become tags, events annotations, and the resource's service name the local endpoint.
 * Lists and maps among the attributes, and links, are left out.
 */
public final class OtlpToZipkin {

    private static final List<String> NAMES_OF_THE_OTHER_SIDE = List.of("peer.service", "server.address",
            "net.peer.name", "db.namespace", "db.name", "messaging.destination.name", "db.system.name", "db.system");

    private OtlpToZipkin() {}

    /** Returns the list of spans of an export request that was read before: what it holds are spans. */
    public static byte[] translated(byte[] export, SpanFormat format) {
        List<Span> spans = new ArrayList<>();
        for (JsonNode resourceSpans : either(OtlpTree.of(export, format), "resourceSpans", "resource_spans")) {
            String service = service(resourceSpans.path("resource"));
            for (JsonNode scopeSpans : either(resourceSpans, "scopeSpans", "scope_spans")) {
                scopeSpans.path("spans").forEach(span -> spans.add(span(span, service)));
            }
        }
        return SpanBytesEncoder.JSON_V2.encodeList(spans);
    }

    private static @Nullable String service(JsonNode resource) {
        for (JsonNode attribute : resource.path("attributes")) {
            if (attribute.path("key").asString("").equals("service.name")) {
                return value(attribute);
            }
        }
        return null;
    }

    private static Span span(JsonNode span, @Nullable String service) {
        Span.Builder copy = Span.newBuilder().traceId(id(either(span, "traceId", "trace_id")))
                .id(id(either(span, "spanId", "span_id"))).name(span.path("name").asString(""));
        String parent = id(either(span, "parentSpanId", "parent_span_id"));
        if (!parent.isEmpty()) {
            copy.parentId(parent);
        }
        long started = number(either(span, "startTimeUnixNano", "start_time_unix_nano"));
        long ended = number(either(span, "endTimeUnixNano", "end_time_unix_nano"));
        copy.timestamp(started / 1000);
        if (ended > started) {
            copy.duration(Math.max(1, (ended - started) / 1000));
        }
        if (service != null) {
            copy.localEndpoint(Endpoint.newBuilder().serviceName(service).build());
        }
        String remote = attributes(span, copy);
        Kind kind = kind(span.path("kind"));
        if (kind != null && kind != Kind.LOCAL) {
            copy.kind(Span.Kind.valueOf(kind.name()));
            if (remote != null && (kind == Kind.CLIENT || kind == Kind.PRODUCER)) {
                copy.remoteEndpoint(Endpoint.newBuilder().serviceName(remote).build());
            }
        }
        span.path("events").forEach(event -> {
            long at = number(either(event, "timeUnixNano", "time_unix_nano")) / 1000;
            if (at > 0) {
                copy.addAnnotation(at, event.path("name").asString(""));
            }
        });
        status(span.path("status"), copy);
        return copy.build();
    }

    /** Makes the attributes tags, and returns the best name of the other side among them. */
    private static @Nullable String attributes(JsonNode span, Span.Builder copy) {
        String remote = null;
        int best = NAMES_OF_THE_OTHER_SIDE.size();
        for (JsonNode attribute : span.path("attributes")) {
            String key = attribute.path("key").asString("");
            String value = value(attribute);
            if (value != null) {
                copy.putTag(key, value);
                int rank = NAMES_OF_THE_OTHER_SIDE.indexOf(key);
                if (rank >= 0 && rank < best) {
                    best = rank;
                    remote = value;
                }
            }
        }
        return remote;
    }

    private static void status(JsonNode status, Span.Builder copy) {
        String code = status.path("code").asString("");
        if (code.equals("STATUS_CODE_ERROR") || code.equals(Integer.toString(Otlp.STATUS_ERROR))) {
            copy.putTag("otel.status_code", "ERROR").putTag("error", status.path("message").asString(""));
        } else if (code.equals("STATUS_CODE_OK") || code.equals("1")) {
            copy.putTag("otel.status_code", "OK");
        }
    }

    private static @Nullable Kind kind(JsonNode kind) {
        return kind.isNumber() ? Otlp.kind(kind.asLong()) : Otlp.kind(kind.asString(""));
    }

    /** Numbers too are strings to Zipkin. */
    private static @Nullable String value(JsonNode attribute) {
        for (JsonNode value : attribute.path("value")) {
            if (value.isValueNode() && !value.isNull()) {
                return value.asString();
            }
        }
        return null;
    }

    private static String id(JsonNode hex) {
        return hex.asString("").toLowerCase(Locale.ROOT);
    }

    private static long number(JsonNode number) {
        return number.asLong(0);
    }

    private static JsonNode either(JsonNode node, String name, String old) {
        return node.has(name) ? node.path(name) : node.path(old);
    }
}
