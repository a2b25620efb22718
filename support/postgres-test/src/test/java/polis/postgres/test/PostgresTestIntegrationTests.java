package polis.postgres.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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

    @Test
    void pointsTheDataSourceAtTheServicesOwnDatabase() {
        assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("versionset");
        assertThat(database.jdbcUrl())
                .contains("/" + jdbc.sql("select current_database()").query(String.class).single() + "?");
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
