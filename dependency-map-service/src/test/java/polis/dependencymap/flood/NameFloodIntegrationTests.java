package polis.dependencymap.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.dependencymap.MapProcess;
import polis.dependencymap.StandInRegistry;
import polis.postgres.test.TestDatabase;

/** Somebody sends more names than the heap carries, to a process with the heap that the launcher gives. */
class NameFloodIntegrationTests {

    private static final int REQUESTS = 40;
    private static final int SPANS = 500;
    private static final List<String> FORMATS = List.of("json", "svg", "dot", "mermaid", "graphml", "jgf", "zipkin");

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
    @Tag("storm")
    void fortyRequestsOfTwentyThousandNamesKillNothingAndPushNobodyOut() {
        registry.services(described("shop"), described("late"));
        Path log = logs.resolve("map.log");
        try (var map = new MapProcess(registry, database, log, "--polis.map.names.passing=20s")) {
            assertThat(map.report(FloodSpans.calls(List.<String[]>of(new String[] {"web", "shop"}))))
                    .isEqualTo(202);
            awaitOnTheMap(map, "web");
            int refused = 0;
            for (int i = 0; i < REQUESTS; i++) {
                int status = map.report(FloodSpans.roots("name-", i * SPANS, SPANS));
                assertThat(status).isIn(202, 429);
                refused += status == 429 ? 1 : 0;
            }
            assertThat(refused).isPositive();
            assertThat(metric(map, "polis.map.names.refused")).isPositive();
            awaitOnTheMap(map, "name-499");
            assertAllAnswers(map);
            // Who was there stays, and who is described comes in.
            assertThat(map.report(FloodSpans.roots("shop", 0, 0))).isEqualTo(202);
            assertThat(map.report(FloodSpans.calls(List.<String[]>of(new String[] {"shop", "late"}))))
                    .isEqualTo(202);
            awaitOnTheMap(map, "late", "shop", "web");
        }
        try (var map = new MapProcess(registry, database, log, "--polis.map.names.passing=20s")) {
            assertAllAnswers(map);
            awaitOnTheMap(map, "late", "shop", "web");
            // Names that came once are forgotten before anybody else has to stand back.
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1))
                    .until(() -> map.report(FloodSpans.roots("new-", 0, 1)) == 202);
            awaitOnTheMap(map, "new-0", "late", "shop", "web");
        }
    }

    private static void assertAllAnswers(MapProcess map) {
        List<String> paths = paths();
        for (String path : paths) {
            assertAnswered(path, map.get(path));
        }
        assertThat(map.firstEvent("/api/v1/live")).isNotEmpty();
        assertAnswered("checks", map.post("/api/v1/checks", CHECK));
        assertAnswered("what-if", map.post("/api/v1/what-if", WHAT_IF));
        assertThat(map.put("/api/v1/baselines/full-%d".formatted(System.nanoTime())).statusCode()).isIn(200, 201);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String path = paths.get(i % paths.size());
                answers.add(CompletableFuture.supplyAsync(() -> map.get(path), threads));
            }
            // Some may be told to come again, but nobody is let down.
            answers.forEach(answer -> assertThat(answer.join().statusCode()).isIn(200, 429));
        }
        assertThat(map.isAlive()).isTrue();
    }

    private static final String CHECK = """
            {"policy":{"noNewCycle":true,"noUndeclaredEdge":true,"maxDepth":20,"noTierInversion":true}}""";
    private static final String WHAT_IF = """
            {"operations":[{"op":"addService","name":"brand-new"},{"op":"connect","from":"shop","to":"brand-new"}]}""";

    private static List<String> paths() {
        List<String> paths = new ArrayList<>(FORMATS.stream().map(format -> "/api/v1/map?format=" + format).toList());
        paths.addAll(List.of("/api/v1/map?districts=owner", "/api/v1/cycles", "/api/v1/drift", "/api/v1/metrics",
                "/api/v1/critical-paths", "/api/v1/services/shop", "/api/v1/services/shop/impact",
                "/api/v1/traffic", "/api/v2/dependencies?endTs=" + System.currentTimeMillis()));
        return paths;
    }

    private static void assertAnswered(String path, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %.300s", path, answer.body()).isEqualTo(200);
    }

    private static double metric(MapProcess map, String name) {
        return map.read("/actuator/metrics/" + name).at("/measurements/0/value").asDouble();
    }

    private static void awaitOnTheMap(MapProcess map, String... names) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(map.read("/api/v1/map").get("nodes").valueStream()
                        .map(node -> node.get("name").asString())).contains(names));
    }

    private static String described(String name) {
        return """
                {"name":"%s","domain":"sales","tier":1,"owner":"team-%s","lifecycle":"RUN","dependsOn":[],"versions":[],
                 "instances":{"RUN":1},"undescribed":false}""".formatted(name, name);
    }
}
