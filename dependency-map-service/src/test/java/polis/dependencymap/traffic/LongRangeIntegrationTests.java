package polis.dependencymap.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import polis.dependencymap.MapScenario;
import polis.dependencymap.link.Call;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Served;
import polis.postgres.test.PostgresTest;
import tools.jackson.databind.JsonNode;

@PostgresTest(value = "dependency_map", dedicated = true)
class LongRangeIntegrationTests extends MapScenario {

    private static final Instant NOW = Instant.now();
    private static final Instant TODAY = NOW.truncatedTo(ChronoUnit.DAYS);
    private static final int DAYS = 100;

    @Autowired
    private TrafficBuckets buckets;

    @Autowired
    private TrafficSums sums;

    @Autowired
    private RollupWriter writer;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void everyAnswerReachesBackAsFarAsTrafficIsKept() {
        for (int day = 1; day <= DAYS; day++) {
            // An hour's begin and its end, and another hour.
            for (Duration at : List.of(Duration.ofHours(3), Duration.ofMinutes(239), Duration.ofHours(20))) {
                write(TODAY.minus(Duration.ofDays(day)).plus(at));
            }
        }
        new Rollup(sums, writer, InstantSource.fixed(TODAY.plus(Duration.ofHours(1)))).run();
        new Retention(sums).forget();
        assertThat(count("edge_minute")).isLessThan(10 * 3);
        assertThat(count("edge_hour")).isLessThan(95 * 2);
        assertThat(count("edge_day")).isEqualTo(DAYS);

        assertThat(calls(30)).as("by hours and days").isEqualTo(90);
        assertThat(calls(DAYS)).as("by days alone where hours are gone").isEqualTo(3 * DAYS);
        String month = "?from=" + TODAY.minus(Duration.ofDays(30)) + "&to=" + TODAY;
        JsonNode drift = read("/api/v1/drift" + month);
        assertThat(drift.get("from").asString()).isEqualTo(TODAY.minus(Duration.ofDays(30)).toString());
        assertThat(drift.get("items").valueStream()
                .filter(item -> item.get("type").asString().equals("undescribed-service"))
                .map(item -> item.get("from").asString())).contains("cart");
        assertThat(read("/api/v1/metrics" + month).at("/architecture/edges").asInt()).isPositive();
        assertThat(read("/api/v1/services/cart/impact" + month).get("service").asString()).isEqualTo("cart");
        assertThat(read("/api/v1/services/cart" + month).at("/callers/0/calls").asInt()).isEqualTo(90);
    }

    private int calls(int days) {
        Instant from = TODAY.minus(Duration.ofDays(days));
        String range = "from=" + from + "&to=" + TODAY;
        int all = edge(read("/api/v1/map?" + range)).get("calls").asInt();
        for (String node : List.of("", "&service=cart")) {
            JsonNode traffic = read("/api/v1/traffic?points=50&" + range + node);
            List<JsonNode> points = traffic.get("items").valueStream().toList();
            assertThat(points).hasSizeLessThanOrEqualTo(50);
            assertThat(points.getFirst().get("at").asString()).isEqualTo(from.toString());
            assertThat(points.stream().mapToInt(point -> point.get("calls").asInt()).sum()).isEqualTo(all);
        }
        return all;
    }

    /** The catalogue declares edges of other tests, which have no traffic here. */
    private static JsonNode edge(JsonNode map) {
        return map.get("edges").valueStream()
                .filter(edge -> edge.get("from").asString().equals("web") && edge.get("to").asString().equals("cart"))
                .findFirst().orElseThrow();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private void write(Instant at) {
        var traffic = new Traffic(Duration.ofDays(3650), 100);
        long time = at.toEpochMilli() * 1000;
        traffic.add(List.of(new Call("web", NodeType.SERVICE, "cart", NodeType.SERVICE, false, false, time, 1_000)),
                List.of(new Served("cart", false, time, 1_000)), NOW);
        transactions.executeWithoutResult(status -> buckets.add(traffic));
    }
}
