package polis.dependencymap.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import polis.dependencymap.MapScenario;
import polis.dependencymap.link.Call;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Served;
import polis.postgres.test.PostgresTest;

@PostgresTest(value = "dependency_map", dedicated = true)
class RollupIntegrationTests extends MapScenario {

    private static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private static final Instant YESTERDAY = TODAY.minus(Duration.ofDays(1));

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
    void hoursAndDaysAreMadeOnceAndAgainWhenLateTrafficComes() {
        for (int minute = 0; minute < 24 * 60; minute += 20) {
            write("web", "cart", YESTERDAY.plus(Duration.ofMinutes(minute)), 1_000 + minute);
        }
        int first = minute(YESTERDAY);
        Totals before = buckets.between(first, first + 24 * 60);
        Rollup rollup = new Rollup(sums, writer, InstantSource.fixed(TODAY.plus(Duration.ofHours(1))));
        rollup.run();
        rollup.run();
        assertThat(count("edge_hour")).isEqualTo(24);
        assertThat(count("edge_day")).isEqualTo(1);
        assertThat(count("service_day")).isEqualTo(1);
        assertSame(buckets.between(first, first + 24 * 60), before, 72);
        assertSame(buckets.between(first + 10, first + 24 * 60 - 10), before, 71);

        write("web", "cart", YESTERDAY.plus(Duration.ofMinutes(61)), 1_000);
        assertThat(calls(buckets.between(first, first + 24 * 60))).isEqualTo(73);
        rollup.run();
        assertThat(count("rollup_due")).isZero();
        assertThat(count("edge_hour")).isEqualTo(24);
        assertThat(calls(buckets.between(first, first + 24 * 60))).isEqualTo(73);

        jdbc.sql("delete from edge_minute").update();
        jdbc.sql("delete from service_minute").update();
        assertThat(calls(buckets.between(first, first + 24 * 60))).as("by the day").isEqualTo(73);
        assertThat(calls(buckets.between(first, first + 180))).as("by the hour").isEqualTo(10);
    }

    private void assertSame(Totals found, Totals expected, long calls) {
        assertThat(calls(found)).isEqualTo(calls);
        Double p95 = found.edges().get(edge()).quantile(0.95);
        assertThat(p95).isCloseTo(expected.edges().get(edge()).quantile(0.95), Offset.offset(0.1));
        assertThat(found.services().get(new Node("cart", NodeType.SERVICE)).calls()).isEqualTo(calls);
        assertThat(found.firstMinute()).isBetween(expected.firstMinute(), expected.firstMinute() + 20);
    }

    private static long calls(Totals totals) {
        return totals.edges().get(edge()).calls();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private void write(String from, String to, Instant at, long micros) {
        var traffic = new Traffic(Duration.ofDays(7), 100);
        long time = at.toEpochMilli() * 1000;
        traffic.add(List.of(new Call(from, NodeType.SERVICE, to, NodeType.SERVICE, false, false, time, micros)),
                List.of(new Served(to, false, time, micros)), Instant.now());
        transactions.executeWithoutResult(status -> buckets.add(traffic));
    }

    private static int minute(Instant time) {
        return (int) (time.getEpochSecond() / 60);
    }

    private static EdgeKey edge() {
        return new EdgeKey(new Node("web", NodeType.SERVICE), new Node("cart", NodeType.SERVICE), false);
    }
}
