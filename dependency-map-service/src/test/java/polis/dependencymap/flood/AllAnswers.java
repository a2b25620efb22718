package polis.dependencymap.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import polis.dependencymap.MapProcess;

/**
 * Asks for everything that the map answers, one after the other and several at a time. There is a service named shop.
 */
final class AllAnswers {

    private static final List<String> FORMATS = List.of("json", "svg", "dot", "mermaid", "graphml", "jgf", "zipkin");
    private static final String CHECK = """
            {"policy":{"noNewCycle":true,"noUndeclaredEdge":true,"maxDepth":20,"noTierInversion":true}}""";
    private static final String WHAT_IF = """
            {"operations":[{"op":"addService","name":"brand-new"},{"op":"connect","from":"shop","to":"brand-new"}]}""";

    private AllAnswers() {}

    static void assertGivenBy(MapProcess map) {
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

    private static List<String> paths() {
        List<String> paths = new ArrayList<>(FORMATS.stream().map(format -> "/api/v1/map?format=" + format).toList());
        paths.addAll(List.of("/api/v1/map?districts=owner", "/api/v1/cycles", "/api/v1/drift", "/api/v1/metrics",
                "/api/v1/critical-paths", "/api/v1/services/shop", "/api/v1/services/shop/impact", "/api/v1/traffic",
                "/api/v2/dependencies?endTs=" + System.currentTimeMillis()));
        return paths;
    }

    private static void assertAnswered(String path, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %.300s", path, answer.body()).isEqualTo(200);
    }
}
