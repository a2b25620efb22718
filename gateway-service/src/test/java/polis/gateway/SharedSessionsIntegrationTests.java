package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.postgres.test.TestDatabase;

/** Sessions outlive a gateway, are good at all of them, and go on while the database is away. */
class SharedSessionsIntegrationTests {

    @Test
    void aSessionIsGoodAtEveryGatewayAfterARestartAndWithoutTheDatabase() {
        try (TestDatabase database = TestDatabase.dedicated("gateway");
                StubRegistry registry = new StubRegistry();
                StubVersionset versionset = new StubVersionset()) {
            String kept;
            try (Gateway one = Gateway.start(database, registry, versionset);
                    Gateway other = Gateway.start(database, registry, versionset)) {
                kept = one.login("ada", "viewer");
                String ended = one.login("ben", "viewer");
                assertThat(status(other, kept)).isEqualTo(200);
                assertThat(status(other, ended)).isEqualTo(200);
                assertThat(other.send(
                        other.asBrowser("/logout", ended).header("X-Polis-Console", "1").POST(BodyPublishers.noBody()))
                        .statusCode()).isEqualTo(204);
                assertThat(status(other, ended)).isEqualTo(401);
                await().until(() -> status(one, ended) == 401);

                database.stop();

                assertThat(status(one, kept)).isEqualTo(200);
                assertThat(status(one, "A".repeat(43))).isEqualTo(503);
                database.start();
                await().until(() -> status(one, "A".repeat(43)) == 401);
            }
            try (Gateway restarted = Gateway.start(database, registry, versionset,
                    "--polis.gateway.session.clean=PT0.1S", "--polis.gateway.session.recheck=PT0S")) {
                assertThat(status(restarted, kept)).isEqualTo(200);
                JdbcClient table = JdbcClient.create(database.dataSource());
                table.sql("update console_session set expires_at = now() - interval '1 second'").update();
                assertThat(status(restarted, kept)).isEqualTo(401);
                await().until(
                        () -> table.sql("select count(*) from console_session").query(Integer.class).single() == 0);
            }
        }
    }

    private static int status(Gateway gateway, String session) {
        return gateway.send(gateway.asBrowser("/api/v1/routes", session)).statusCode();
    }
}
