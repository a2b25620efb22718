package polis.dependencymap.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.dependencymap.MapProcess;
import polis.dependencymap.StandInRegistry;
import polis.postgres.test.TestDatabase;

/** Somebody sends more names than the heap carries, to a process with the heap that the launcher gives. */
class NameFloodIntegrationTests {

    private static final int REQUESTS = 40;
    private static final int SPANS = 500;

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
            assertThat(map.report(FloodSpans.calls(List.<String[]>of(new String[] {"web", "shop"})))).isEqualTo(202);
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
            AllAnswers.assertGivenBy(map);
            // Who was there stays, and who is described comes in.
            assertThat(map.report(FloodSpans.roots("shop", 0, 0))).isEqualTo(202);
            assertThat(map.report(FloodSpans.calls(List.<String[]>of(new String[] {"shop", "late"})))).isEqualTo(202);
            awaitOnTheMap(map, "late", "shop", "web");
        }
        // As many more came and went while nobody looked.
        JdbcClient.create(database.dataSource()).sql("""
                insert into node (name, type, first_seen, last_seen)
                select 'ever-' || n, 'SERVICE', now() - interval '2 hours', now() - interval '2 hours'
                from generate_series(1, 20000) n""").update();
        try (var map = new MapProcess(registry, database, log, "--polis.map.names.passing=20s")) {
            AllAnswers.assertGivenBy(map);
            awaitOnTheMap(map, "late", "shop", "web");
            // Names that came once are forgotten before anybody else has to stand back.
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1))
                    .until(() -> map.report(FloodSpans.roots("new-", 0, 1)) == 202);
            awaitOnTheMap(map, "new-0", "late", "shop", "web");
            assertThat(metric(map, "polis.map.names")).isLessThanOrEqualTo(metric(map, "polis.map.names.most"));
        }
    }

    private static double metric(MapProcess map, String name) {
        return map.read("/actuator/metrics/" + name).at("/measurements/0/value").asDouble();
    }

    private static void awaitOnTheMap(MapProcess map, String... names) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(
                        map.read("/api/v1/map").get("nodes").valueStream().map(node -> node.get("name").asString()))
                        .contains(names));
    }

    private static String described(String name) {
        return """
                {"name":"%s","domain":"sales","tier":1,"owner":"team-%s","lifecycle":"RUN","dependsOn":[],"versions":[],
                 "instances":{"RUN":1},"undescribed":false}""".formatted(name, name);
    }
}
