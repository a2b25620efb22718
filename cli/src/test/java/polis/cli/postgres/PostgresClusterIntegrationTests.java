package polis.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.cli.process.ProcessIdentity;

class PostgresClusterIntegrationTests {

    private static final int PORT = 29_871;

    private static final Map<String, String> PASSWORDS = Map.of("registry_password", "r", "versionset_password", "v'v",
            "scheduler_password", "s", "dependency_map_password", "d", "gateway_password", "g");

    @TempDir
    private Path folder;
    private PostgresCluster cluster;

    @BeforeEach
    void prepare() {
        Path binaries = PostgresBinaries.unpack(Path.of("target", "postgres-binaries").toAbsolutePath());
        cluster = new PostgresCluster(binaries, folder.resolve("a folder"), folder.resolve("log"), PORT, Map.of());
    }

    @AfterEach
    void stop() {
        cluster.stop();
    }

    private String ask(String user, String password, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(cluster.url("polis"), user, password);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    @Test
    void itIsDurableAndKeepsItsDataAndItsRolesOverRestartsAndKills() throws Exception {
        ProcessIdentity first = cluster.start("secret");
        Roles.createDatabase(cluster.url("postgres"), "postgres", "secret", "polis");
        Roles.createDatabase(cluster.url("postgres"), "postgres", "secret", "polis");
        Roles.apply(cluster.url("polis"), "postgres", "secret", PASSWORDS);
        Roles.apply(cluster.url("polis"), "postgres", "secret", PASSWORDS);
        assertThat(ask("versionset", "v'v", "show fsync")).isEqualTo("on");
        assertThat(ask("versionset", "v'v", "select current_schema()")).isEqualTo("versionset");
        assertThat(ask("versionset", "v'v", "select version()")).startsWith("PostgreSQL 18");
        // All that the services may take at once leaves the administrators theirs.
        assertThat(ask("versionset", "v'v",
                "select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
                        + " >= sum(rolconnlimit) and min(rolconnlimit) > 0 from pg_roles where rolcanlogin and not rolsuper"))
                .isEqualTo("t");
        assertThatThrownBy(() -> ask("versionset", "wrong", "select 1")).isInstanceOf(SQLException.class);

        first.find().orElseThrow().destroyForcibly();
        await().until(() -> !first.isAlive());
        assertThat(folder.resolve("a folder/postmaster.pid")).exists();
        cluster.start("secret");
        assertThat(ask("registry", "r", "select current_schema()")).isEqualTo("registry");

        cluster.stop();
        assertThat(PostgresCluster.running(folder.resolve("a folder"))).isEmpty();
    }

    @Test
    void anotherProcessThatHasTheDeadServersIdByNowIsNoHindranceAndStaysAlive() throws IOException {
        cluster.start("secret");
        cluster.stop();
        Process innocent = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(folder.resolve("a folder/postmaster.pid"),
                    innocent.pid() + "\n" + folder + "\n1600000000\n" + PORT + "\n\n127.0.0.1\n\nready\n");
            assertThat(PostgresCluster.running(folder.resolve("a folder"))).isEmpty();
            assertThat(cluster.start("secret").isAlive()).isTrue();
            cluster.stop();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void aWrongPasswordIsExplained() {
        cluster.start("secret");
        assertThatThrownBy(() -> Roles.createDatabase(cluster.url("postgres"), "postgres", "other", "polis"))
                .hasMessageContaining("secrets.properties");
    }
}
