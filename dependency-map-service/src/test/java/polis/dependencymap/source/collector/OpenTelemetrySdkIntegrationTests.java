package polis.dependencymap.source.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.logging.otlp.OtlpJsonLoggingSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polis.dependencymap.MapScenario;
import polis.postgres.test.PostgresTest;
import tools.jackson.databind.JsonNode;

/** OpenTelemetry's own SDK and exporters report, and nothing of it is made by hand. */
@PostgresTest("dependency_map")
class OpenTelemetrySdkIntegrationTests extends MapScenario {

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void whatTheSdkExportsByProtobufBecomesEdges(String compression) {
        String prefix = "proto-" + compression;
        SpanExporter exporter = OtlpHttpSpanExporter.builder().setCompression(compression)
                .setEndpoint("http://localhost:%d/ingest/the-key/v1/traces".formatted(port)).build();
        order(prefix, exporter);
        assertEdges(prefix);
    }

    @Test
    void whatTheSdkWritesAsJsonBecomesEdges() {
        List<String> written = new CopyOnWriteArrayList<>();
        var logger = Logger.getLogger(OtlpJsonLoggingSpanExporter.class.getName());
        Handler handler = collecting(written);
        logger.addHandler(handler);
        try {
            order("json", OtlpJsonLoggingSpanExporter.create());
        } finally {
            logger.removeHandler(handler);
        }
        // It also tells what it thinks of being shut down twice.
        written.removeIf(line -> !line.startsWith("{"));
        assertThat(written).hasSize(4);
        String export = "{\"resourceSpans\":[" + String.join(",", written) + "]}";
        assertThat(send(request("/ingest/the-key/v1/traces").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(export, StandardCharsets.UTF_8))).statusCode())
                .isEqualTo(200);
        assertEdges("json");
    }

    private void assertEdges(String prefix) {
        awaitEdges(prefix + "-web>" + prefix + "-cart 1", prefix + "-cart>" + prefix + "-db 1",
                prefix + "-cart>" + prefix + "-topic 1");
        JsonNode edges = read("/api/v1/map").get("edges");
        JsonNode call = edges.valueStream().filter(edge -> edge.get("to").asString().equals(prefix + "-cart"))
                .findFirst().orElseThrow();
        assertThat(call.get("errors").asInt()).isEqualTo(1);
        assertThat(call.get("p50").asDouble()).isBetween(19.0, 21.0);
    }

    /** A call that fails, and within it a query and a message. */
    private static void order(String prefix, SpanExporter exporter) {
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        try (SdkTracerProvider web = tracers(prefix + "-web", exporter);
                SdkTracerProvider cart = tracers(prefix + "-cart", exporter)) {
            Span client = span(web, SpanKind.CLIENT, Context.root(), now);
            Span server = span(cart, SpanKind.SERVER, Context.root().with(client), now + 1_000_000);
            Context within = Context.root().with(server);
            span(cart, SpanKind.CLIENT, within, now + 2_000_000).setAttribute("db.system.name", "postgresql")
                    .setAttribute("db.namespace", prefix + "-db").addEvent("rows").end();
            span(cart, SpanKind.PRODUCER, within, now + 3_000_000).setAttribute("messaging.system", "kafka")
                    .setAttribute("messaging.destination.name", prefix + "-topic").end();
            server.setStatus(StatusCode.ERROR, "out of stock");
            server.end(now + 15_000_000, TimeUnit.NANOSECONDS);
            client.setAttribute(AttributeKey.longKey("http.response.status_code"), 500L);
            client.end(now + 20_000_000, TimeUnit.NANOSECONDS);
        }
    }

    private static Span span(SdkTracerProvider tracers, SpanKind kind, Context parent, long startNanos) {
        return tracers.get("test").spanBuilder("work").setSpanKind(kind).setParent(parent)
                .setStartTimestamp(startNanos, TimeUnit.NANOSECONDS).startSpan();
    }

    private static SdkTracerProvider tracers(String service, SpanExporter exporter) {
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
                .addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();
    }

    private static Handler collecting(List<String> messages) {
        return new Handler() {

            @Override
            public void publish(LogRecord entry) {
                messages.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
