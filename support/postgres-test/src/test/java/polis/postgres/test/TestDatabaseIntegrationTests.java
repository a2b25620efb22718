package polis.postgres.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TestDatabaseIntegrationTests {

    @Test
    void isTheServicesOwnSchemaOnPostgres18() throws SQLException {
        try (var database = TestDatabase.create("dependency_map")) {
            assertThat(query(database.dataSource(), "select current_user || ' ' || current_schema()"))
                    .isEqualTo("dependency_map dependency_map");
            assertThat(query(database.dataSource(), "SHOW server_version_num")).startsWith("18");
        }
    }

    @Test
    void isEmptyEachTime() throws SQLException {
        for (int round = 0; round < 2; round++) {
            try (var database = TestDatabase.create("registry")) {
                execute(database.dataSource(), "CREATE TABLE lease (id bigint)");
            }
        }
    }

    @Test
    void keepsServicesOutOfEachOthersSchemasAndOfThePublicOne() throws SQLException {
        try (var database = TestDatabase.create("registry")) {
            execute(database.dataSource(), "CREATE TABLE lease (id bigint)");
            var gateway = database.dataSource("gateway");
            assertThatThrownBy(() -> query(gateway, "select count(*) from registry.lease"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(gateway, "CREATE TABLE public.road (id bigint)"))
                    .hasMessageContaining("permission denied");
            assertThat(query(gateway, "SHOW search_path")).isEqualTo("gateway");
        }
    }

    @Test
    void runsTheRolesScriptAgainAndAgain() {
        try (var first = TestDatabase.create("scheduler"); var second = TestDatabase.create("versionset")) {
            assertThat(first.jdbcUrl()).isNotEqualTo(second.jdbcUrl());
        }
    }

    @Test
    void comesBackWithItsDataAfterAnOutage() throws SQLException {
        try (var database = TestDatabase.dedicated("gateway")) {
            execute(database.dataSource(), "create table road as select 1 as id");
            database.stop();
            assertThatThrownBy(() -> query(database.dataSource(), "select 1")).isInstanceOf(SQLException.class);
            database.start();
            assertThat(query(database.dataSource(), "select count(*) from road")).isEqualTo("1");
        }
    }

    @Test
    void doesNotStopTheServerOfOthers() {
        try (var database = TestDatabase.create("gateway")) {
            assertThatThrownBy(database::stop).hasMessageContaining("TestDatabase.dedicated(\"gateway\")");
        }
    }

    @Test
    void namesTheRoleThatDoesNotExist() {
        assertThatThrownBy(() -> TestDatabase.create("billing")).hasMessageContaining("has no role billing");
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
