package polis.dependencymap.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.dependencymap.MapProcess;
import polis.dependencymap.StandInRegistry;
import polis.postgres.test.TestDatabase;
import tools.jackson.databind.JsonNode;

/**
 * Everybody calls everybody: one cycle of twice the edges that the heap carries, told to a process with the launcher's
 * heap.
 */
class DenseMapIntegrationTests {

    private static final int SERVICES = 144;
    private static final int EDGES = SERVICES * (SERVICES - 1);
    private static final int CALLS = 250;
    /** Twice the names of a heap of 128 MiB, of which one survivor space of the serial collector does not count. */
    private static final int SHOWN = 2 * 4_848;

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
    void allAnswersAreCutToTheBusiestEdgesAndSaySo() {
        registry.services("""
                {"name":"shop","domain":"sales","tier":1,"owner":"team-shop","lifecycle":"RUN","dependsOn":["s0"],
                 "versions":[],"instances":{"RUN":1},"undescribed":false}""");
        try (var map = new MapProcess(registry, database, logs.resolve("map.log"))) {
            List<String[]> calls = new ArrayList<>();
            for (int from = 0; from < SERVICES; from++) {
                for (int to = 0; to < SERVICES; to++) {
                    if (from != to) {
                        calls.add(new String[] {"s" + from, "s" + to});
                    }
                }
            }
            for (int first = 0; first < EDGES; first += CALLS) {
                assertThat(map.report(FloodSpans.calls(calls.subList(first, Math.min(first + CALLS, EDGES)))))
                        .isEqualTo(202);
            }
            String cut = "0 nodes and %d edges with the least traffic are left out".formatted(EDGES - SHOWN);
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1))
                    .until(() -> notices(map, "/api/v1/map").stream().anyMatch(notice -> notice.startsWith(cut)));
            assertThat(map.firstEvent("/api/v1/live")).contains("There are more edges");
            assertThat(
                    map.read("/api/v1/map").get("edges").valueStream().filter(edge -> edge.get("observed").asBoolean()))
                    .hasSize(SHOWN);
            assertThat(map.get("/api/v1/map?format=svg").body()).contains(cut);
            for (String path : List.of("/api/v1/map?districts=owner", "/api/v1/cycles", "/api/v1/drift")) {
                assertThat(notices(map, path)).as(path).anyMatch(notice -> notice.startsWith(cut));
            }
            assertThat(map.read("/api/v1/cycles").get("items")).hasSize(1);
            assertThat(map.read("/api/v1/cycles").at("/items/0/members")).hasSize(SERVICES);
            AllAnswers.assertGivenBy(map);
        }
    }

    private static List<String> notices(MapProcess map, String path) {
        return map.read(path).get("notices").valueStream().map(JsonNode::asString).toList();
    }
}
