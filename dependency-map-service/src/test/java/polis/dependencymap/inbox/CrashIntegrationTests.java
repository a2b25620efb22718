package polis.dependencymap.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.dependencymap.ReportedSpans;
import polis.dependencymap.StandInRegistry;
import polis.postgres.test.TestDatabase;

/** Kills the real process with SIGKILL, in the middle of whatever it does. */
class CrashIntegrationTests {

    private static final int ROUNDS = 3;
    private static final int ATTEMPTS = 10;

    private final StandInRegistry registry = new StandInRegistry();
    private final TestDatabase database = TestDatabase.create("dependency_map");
    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path logs;

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        database.close();
        registry.close();
    }

    @Test
    @Tag("storm")
    void whatWasAnsweredWith202IsCountedOnceHoweverOftenTheServiceIsKilled() throws Exception {
        int port = freePort();
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var service = new RunningService(port);
            // The second round sends while the spans of the first, half counted, are read again.
            for (int i = 0; i < 150; i++) {
                accepted += service.deliver(i % 10 == 0) ? 1 : 0;
            }
            service.kill();
        }
        assertThat(accepted).isEqualTo(ROUNDS * 150);
        new RunningService(port);
        var jdbc = JdbcClient.create(database.dataSource());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("select count(*) from inbox").query(Integer.class).single() == 0);
        assertThat(calls(jdbc, "web", "cart")).isEqualTo(accepted);
        assertThat(calls(jdbc, "cart", "stripe")).isEqualTo(accepted);
        assertThat(jdbc.sql("select sum(requests) from service_minute").query(Long.class).single()).isEqualTo(accepted);
    }

    @Test
    @Tag("storm")
    void whoTakesOverEndsTheRightsOfWhoWasThereBefore() throws Exception {
        var first = new RunningService(freePort());
        assertThat(first.send()).isTrue();
        var second = new RunningService(freePort());
        await().atMost(Duration.ofSeconds(20)).until(() -> !first.send());
        assertThat(second.send()).isTrue();
        var jdbc = JdbcClient.create(database.dataSource());
        int accepted = first.accepted + second.accepted;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("select count(*) from inbox").query(Integer.class).single() == 0);
        assertThat(calls(jdbc, "web", "cart")).isEqualTo(accepted);
    }

    private static long calls(JdbcClient jdbc, String from, String to) {
        return jdbc.sql("""
                select coalesce(sum(calls), 0) from edge_minute r
                join node a on a.id = r.caller join node b on b.id = r.callee where a.name = :name and b.name = :to""")
                .param("name", from).param("to", to).query(Long.class).single();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The service in a process of its own. */
    private final class RunningService {

        private final Process process;
        private final Reporter reporter;
        private int accepted;

        RunningService(int port) throws IOException {
            var command = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx128m",
                    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                    "polis.dependencymap.DependencyMapApplication", "--server.port=" + port,
                    "--spring.datasource.url=" + database.jdbcUrl(),
                    "--spring.datasource.username=" + database.username(),
                    "--spring.datasource.password=" + database.password(),
                    "--polis.security.jwks-uri=" + registry.url() + "/oauth2/jwks",
                    "--polis.security.token-uri=" + registry.url() + "/oauth2/token",
                    "--polis.peers.registry=" + registry.url(), "--polis.map.ingest-key=the-key",
                    "--polis.map.inbox.flush=20ms", "--polis.map.inbox.quiet=2s");
            process = command.redirectErrorStream(true)
                    .redirectOutput(logs.resolve("service-" + started.size() + ".log").toFile()).start();
            started.add(process);
            reporter = new Reporter(port);
            await().atMost(Duration.ofSeconds(90)).until(reporter::isReady);
        }

        boolean send() {
            boolean taken = reporter.send(visit());
            accepted += taken ? 1 : 0;
            return taken;
        }

        /**
         * Sends the same spans again when they are refused, as the refusal says: counted once all the same.
         *
         * @param unheard sends them again although they were taken, as one does who did not hear the answer
         */
        boolean deliver(boolean unheard) {
            String spans = visit();
            boolean taken = unheard && reporter.send(spans) && reporter.send(spans);
            for (int attempt = 0; attempt < ATTEMPTS && !taken; attempt++) {
                taken = reporter.send(spans);
            }
            return taken;
        }

        /** A call of which both sides are told, and one that will be decided after a while only. */
        private String visit() {
            var spans = new ReportedSpans();
            String cart = spans.call("web", "cart", null);
            return spans.outside("cart", "stripe", cart).json();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
