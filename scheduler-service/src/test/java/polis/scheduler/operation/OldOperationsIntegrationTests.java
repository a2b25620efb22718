package polis.scheduler.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.postgres.test.TestDatabase;

class OldOperationsIntegrationTests {

    private final TestDatabase database = TestDatabase.create("scheduler");
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database.dataSource()).locations("classpath:db/migration").load().migrate();
        jdbc.sql("""
                insert into revision (number, architecture, manifest, received_at)
                select n, 'shop', '{}', now() - interval '100 days' from generate_series(1, 100) as n""").update();
        jdbc.sql("update desired_revision set revision = 20").update();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void whatEndedLongAgoIsForgottenWithItsStepsButNotWhatIsInForceRunningOrUnreported() {
        operations(1_000, "HEAL", 20, "FAILED", 91, true);
        operations(3, "HEAL", 20, "FAILED", 89, true);
        operations(1, "APPLY", 20, "SUCCEEDED", 91, true);
        operations(1, "APPLY", 19, "SUCCEEDED", 91, true);
        operations(1, "APPLY", 18, "FAILED", 91, false);
        operations(1, "APPLY", 21, "RUNNING", 91, false);
        jdbc.sql("""
                insert into step (operation, number, service, action, status)
                select seq, 1, 'cart', 'START', 'FAILED' from operation""").update();

        assertThat(old(10_000).forget()).isEqualTo(1_001);

        assertThat(jdbc.sql("select count(*) from operation").query(Integer.class).single()).isEqualTo(6);
        assertThat(jdbc.sql("select count(*) from step").query(Integer.class).single()).isEqualTo(6);
        assertThat(jdbc.sql("select count(*) from operation where revision = 19").query(Integer.class).single())
                .isZero();
        // The newest revisions stay, what is in force stays, and what an operation is still of.
        assertThat(
                jdbc.sql("select number from revision where number < 50 order by number").query(Integer.class).list())
                .containsExactly(18, 20, 21);
        assertThat(jdbc.sql("select count(*) from revision").query(Integer.class).single()).isEqualTo(54);
    }

    @Test
    void ofMoreThanAreKeptTheOldestAreForgotten() {
        operations(900, "HEAL", 20, "FAILED", 1, true);
        assertThat(old(500).forget()).isEqualTo(400);
        assertThat(jdbc.sql("select count(*) from operation").query(Integer.class).single()).isEqualTo(500);
        assertThat(jdbc.sql("select min(seq) from operation").query(Integer.class).single()).isEqualTo(401);
        assertThat(old(500).forget()).isZero();
    }

    private OldOperations old(int most) {
        return new OldOperations(jdbc, Clock.systemUTC(), new OperationSettings(Duration.ofDays(90), most));
    }

    private void operations(int count, String kind, long revision, String status, int endedDaysAgo, boolean reported) {
        jdbc.sql("""
                insert into operation (kind, revision, status, started_at, ended_at, reported)
                select :kind, :revision, :status, now() - make_interval(days => :days),
                    case when :status <> 'RUNNING' then now() - make_interval(days => :days) end, :reported
                from generate_series(1, :count)""").param("kind", kind).param("revision", revision)
                .param("status", status).param("days", endedDaysAgo).param("reported", reported).param("count", count)
                .update();
    }
}
