package polis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import polis.postgres.test.PostgresTest;
import polis.postgres.test.TestDatabase;

@SpringBootTest(classes = DeadlinesIntegrationTests.Application.class, properties = {
    "spring.application.name=sixth-service", "spring.datasource.hikari.maximum-pool-size=1",
    "spring.flyway.locations=classpath:db/deadlines", "spring.flyway.create-schemas=false",
    "spring.flyway.default-schema=registry"})
@PostgresTest(value = "registry", dedicated = true)
class DeadlinesIntegrationTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource pool;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LongerStatements longer;

    @Autowired
    DatabaseHealthIndicator health;

    @Autowired
    TestDatabase database;

    @Test
    void aServiceThatSaysNothingHasThemAll() throws SQLException {
        assertThat(setting("lock_timeout")).isEqualTo("3s");
        assertThat(setting("statement_timeout")).isEqualTo("3500ms");
        assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("1min");
        assertThat(setting("application_name")).isEqualTo("sixth-service");
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(4000);
        }
    }

    @Test
    void aMigrationTakesTenMinutesAndHoldsNobodyUpWhileItWaits() {
        assertThat(jdbc.sql("select statement || ' ' || lock from migrated").query(String.class).single())
                .isEqualTo("10min 3s");
    }

    @Test
    void aLongerStatementIsOneOfItsTransactionOnly() throws SQLException {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            longer.allow(Duration.ofSeconds(30));
            assertThat(setting("statement_timeout")).isEqualTo("30s");
            assertThat(setting("lock_timeout")).isEqualTo("3s");
            assertThat(jdbc.sql("select pg_sleep(4.5)").query().listOfRows()).hasSize(1);
        });
        aServiceThatSaysNothingHasThemAll();
        assertThatThrownBy(() -> longer.allow(Duration.ofSeconds(30))).hasMessageContaining("need a transaction");
    }

    @Test
    void healthIsAnsweredAtOnceToAllButTheFirstWhileTheDatabaseHangs() {
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        try (var _ = database.freeze()) {
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            long start = System.nanoTime();
            List<Health> more = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                more.add(health.health());
            }
            // Each of them alone would wait for two seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(more).extracting(Health::getStatus).containsOnly(Status.DOWN);
        }
        await().until(() -> health.health().getStatus().equals(Status.UP));
    }

    @Test
    void noServiceCanTakeTheSessionsOfTheOthers() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                while (taken.size() < 100) {
                    taken.add(database.dataSource().getConnection());
                }
            }).hasMessageContaining("too many connections for role");
            // Three nodes with a pool of five each.
            assertThat(taken).hasSizeGreaterThanOrEqualTo(15);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        assertThat(jdbc.sql("select sum(rolconnlimit) from pg_roles where rolcanlogin and not rolsuper")
                .query(Integer.class).single()).as("all of them, of the hundred less three for administrators")
                .isBetween(75, 97);
    }

    private String setting(String name) {
        return jdbc.sql("select current_setting(:name)").param("name", name).query(String.class).single();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
