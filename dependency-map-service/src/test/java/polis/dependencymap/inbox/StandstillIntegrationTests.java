package polis.dependencymap.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.dependencymap.MapProcess;
import polis.dependencymap.ReportedSpans;
import polis.dependencymap.StandInRegistry;
import polis.postgres.test.TestDatabase;
import tools.jackson.databind.JsonNode;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

/** The real process stands still for longer than it remembers a trace, while the other sides of its calls are told. */
class StandstillIntegrationTests {

    private static final int CALLS = 100;
    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    private final StandInRegistry registry = new StandInRegistry();
    private final TestDatabase database = TestDatabase.create("dependency_map");

    @TempDir
    private Path logs;

    @AfterEach
    void stop() {
        database.close();
        registry.close();
    }

    @Test
    void whatWasToldWhileItStoodStillIsNotMissing() {
        try (var map = new MapProcess(registry, database, logs.resolve("map.log"), "--polis.map.inbox.quiet=2s",
                "--polis.map.inbox.longest=3s", "--polis.map.inbox.flush=100ms",
                "--server.tomcat.keep-alive-timeout=2s"); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Span> spans = calls();
            assertThat(map.report(json(spans, Span.Kind.CLIENT))).isEqualTo(202);
            map.standStill();
            CompletableFuture<Integer> told = CompletableFuture
                    .supplyAsync(() -> map.report(json(spans, Span.Kind.SERVER)), threads);
            await().atMost(Duration.ofMinutes(1)).pollDelay(STANDSTILL).until(() -> true);
            map.goOn();

            assertThat(told.join()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(20)).until(() -> edges(map).contains("web>cart 100 1.0"));
            // Nor is anything else made of them once all is settled.
            await().atMost(Duration.ofSeconds(20)).until(
                    () -> map.read("/actuator/metrics/polis.map.spans.held").at("/measurements/0/value").asInt() == 0);
            assertThat(edges(map)).containsExactly("web>cart 100 1.0");
        }
    }

    private static List<Span> calls() {
        List<Span> all = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            var spans = new ReportedSpans();
            spans.call("web", "cart", null);
            all.addAll(spans.list());
        }
        return all;
    }

    /** The server's side tells of an error, which is lost where the call is counted without it. */
    private static String json(List<Span> spans, Span.Kind side) {
        Stream<Span> told = spans.stream().filter(span -> span.kind() == side)
                .map(span -> side == Span.Kind.SERVER ? span.toBuilder().putTag("error", "it broke").build() : span);
        return new String(SpanBytesEncoder.JSON_V2.encodeList(told.toList()), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static List<String> edges(MapProcess map) {
        return map.read("/api/v1/map").get("edges").valueStream().map(StandstillIntegrationTests::edge).toList();
    }

    private static String edge(JsonNode edge) {
        return "%s>%s %d %s".formatted(edge.get("from").asString(), edge.get("to").asString(),
                edge.get("calls").asLong(), edge.get("errorShare"));
    }
}
