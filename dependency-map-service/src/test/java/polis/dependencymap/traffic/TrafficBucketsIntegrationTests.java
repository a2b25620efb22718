package polis.dependencymap.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import polis.dependencymap.MapScenario;
import polis.dependencymap.link.Call;
import polis.dependencymap.link.NodeType;
import polis.postgres.test.PostgresTest;

@PostgresTest("dependency_map")
class TrafficBucketsIntegrationTests extends MapScenario {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(30);
    private static final int MINUTE = (int) (NOW.getEpochSecond() / 60);

    @Autowired
    private TrafficBuckets buckets;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @Test
    void trafficOfAMinuteAddsUpOverManyWrites() {
        write(traffic(call("web", "cart", false, 1_000), call("web", "cart", true, 2_000)));
        write(traffic(call("web", "cart", false, 3_000)));
        Load load = buckets.between(MINUTE, MINUTE + 1).edges().get(edge("web", "cart"));
        assertThat(load.calls()).isEqualTo(3);
        assertThat(load.errors()).isEqualTo(1);
        assertThat(load.quantile(0.5)).isEqualTo(2.0, Offset.offset(0.03));
        assertThat(load.quantile(0.99)).isEqualTo(2.0, Offset.offset(0.03));
        assertThat(buckets.between(MINUTE + 1, MINUTE + 60).edges()).doesNotContainKey(edge("web", "cart"));
        assertThat(buckets.between(MINUTE - 1, MINUTE + 1).firstMinute()).isEqualTo(MINUTE);
    }

    @Test
    void trafficThatIsLateIsInTheSumsThatAreKeptOfItsTime() {
        for (int times = 1; times <= 3; times++) {
            for (int before = 15; before < 35; before++) {
                write(traffic(new Call("late", NodeType.SERVICE, "comer", NodeType.SERVICE, false, false,
                        NOW.minus(Duration.ofMinutes(before)).toEpochMilli() * 1000, 1_000)));
            }
            Load load = buckets.between(MINUTE - 60, MINUTE + 1).edges().get(edge("late", "comer"));
            assertThat(load.calls()).isEqualTo(20 * times);
            assertThat(buckets.between(MINUTE - 60, MINUTE + 1).edges().get(edge("late", "comer")).calls())
                    .isEqualTo(20 * times);
            assertThat(load.quantile(0.5)).isEqualTo(1.0, Offset.offset(0.02));
        }
        assertThat(buckets.between(MINUTE - 20, MINUTE - 17).edges().get(edge("late", "comer")).calls()).isEqualTo(9);
    }

    @Test
    void timesThatCannotBeAreTakenForNow() {
        var traffic = new Traffic(Duration.ofDays(7), 100);
        traffic.add(List.of(at(NOW.minus(Duration.ofDays(8))), at(NOW.plus(Duration.ofHours(1))),
                at(NOW.minus(Duration.ofMinutes(3)))), List.of(), NOW);
        write(traffic);
        assertThat(buckets.between(MINUTE, MINUTE + 1).edges().get(edge("clock", "skewed")).calls()).isEqualTo(2);
        assertThat(buckets.between(MINUTE - 3, MINUTE - 2).edges().get(edge("clock", "skewed")).calls()).isEqualTo(1);
    }

    @Test
    void minutesThatCannotBeReadAreBegunAnew() {
        write(traffic(call("broken", "row", false, 1_000)));
        jdbc.sql("""
                update edge_minute set latency = 'junk' where caller =
                (select id from node where name = 'broken')""").update();
        write(traffic(call("broken", "row", false, 4_000)));
        Load load = buckets.between(MINUTE, MINUTE + 1).edges().get(edge("broken", "row"));
        assertThat(load.calls()).isEqualTo(2);
        assertThat(load.quantile(0.5)).isEqualTo(4.0, Offset.offset(0.05));
    }

    @Test
    void rowsOfForgottenNodesAreNoReasonToReadAllNodesAgainAndAgain() {
        var asked = new AtomicInteger();
        var nodes = new Nodes(JdbcClient.create(new DelegatingDataSource(database) {

            @Override
            public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                return super.getConnection();
            }
        }), transactions);
        int highest = jdbc.sql("select coalesce(max(id), 0) from node").query(Integer.class).single();
        for (int i = 1; i <= 10_000; i++) {
            assertThat(nodes.numbered(highest + i)).isNull();
        }
        assertThat(asked).hasValueLessThan(10);
    }

    @Test
    void oldMinutesAreForgotten() {
        write(traffic(call("old", "times", false, 1)));
        buckets.forgetBefore(MINUTE);
        assertThat(buckets.between(MINUTE, MINUTE + 1).edges()).containsKey(edge("old", "times"));
        buckets.forgetBefore(MINUTE + 1);
        assertThat(buckets.between(MINUTE, MINUTE + 1).edges()).isEmpty();
    }

    private void write(Traffic traffic) {
        transactions.executeWithoutResult(status -> buckets.add(traffic));
    }

    private static Traffic traffic(Call... calls) {
        var traffic = new Traffic(Duration.ofDays(7), 100);
        traffic.add(List.of(calls), List.of(), NOW);
        return traffic;
    }

    private static Call call(String from, String to, boolean error, long micros) {
        return new Call(from, NodeType.SERVICE, to, NodeType.SERVICE, false, error, NOW.toEpochMilli() * 1000, micros);
    }

    private static Call at(Instant time) {
        return new Call("clock", NodeType.SERVICE, "skewed", NodeType.SERVICE, false, false, time.toEpochMilli() * 1000,
                1);
    }

    private static EdgeKey edge(String from, String to) {
        return new EdgeKey(new Node(from, NodeType.SERVICE), new Node(to, NodeType.SERVICE), false);
    }
}
