package polis.postgres.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(classes = PostgresTestIntegrationTests.Application.class)
@PostgresTest("versionset")
class PostgresTestIntegrationTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    @Value("${polis.peers.registry},${polis.peers.map},${polis.security.jwks-uri}")
    List<String> peers;

    @Test
    void pointsTheDataSourceAtTheServicesOwnDatabase() {
        assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("versionset");
        assertThat(database.jdbcUrl())
                .contains("/" + jdbc.sql("select current_database()").query(String.class).single() + "?");
    }

    @Test
    void leavesNoPeerWhereATestMightReachIt() {
        assertThat(peers).allMatch("http://localhost:1/"::equals);
    }

    @Nested
    class Inside {

        @Test
        void sharesTheDatabaseOfTheClassAround() {
            assertThat(jdbc.sql("select current_schema()").query(String.class).single()).isEqualTo("versionset");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
