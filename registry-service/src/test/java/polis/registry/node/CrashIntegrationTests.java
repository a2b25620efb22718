package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import polis.postgres.test.TestDatabase;

/**
 * The registry, in a JVM of its own, is killed with -9 somewhere in a storm of registrations and writes, again and
 * again; sometimes while it starts. {@code -Dcrash.runs=50 -Dcrash.seed=1} say how often, and which random points.
 */
@Tag("storm")
@Execution(ExecutionMode.CONCURRENT)
class CrashIntegrationTests {

    private static final Duration START = Duration.ofMinutes(2);
    private static final int LONGEST_STORM = 4_000;
    private static final int LONGEST_START = 9_000;

    @Test
    void aRegistryThatIsKilledAgainAndAgainKeepsWhatItAnswered() throws Exception {
        killAndLook(Integer.getInteger("crash.runs", 2), Long.getLong("crash.seed", System.nanoTime()));
    }

    private static void killAndLook(int runs, long seed) throws Exception {
        System.out.println("-Dcrash.seed=" + seed);
        var random = new Random(seed);
        int port = RegistryNode.freePort();
        int run = 0;
        int kills = 0;
        try (var database = TestDatabase.create("registry"); var watcher = new ResumingWatcher(port)) {
            List<CrashClient> clients = new ArrayList<>();
            for (int number = 0; number < 16; number++) {
                clients.add(new CrashClient(port, number, random.nextLong()));
            }
            List<CrashWriter> writers = CrashWriter.ofAllKinds(port);
            RegistryNode node = started(database, port);
            try {
                for (run = 1; run <= runs; run++) {
                    storm(node, false, random, clients, writers);
                    kills++;
                    if (random.nextInt(4) == 0) {
                        node = RegistryNode.fork(database, port);
                        storm(node, true, random, clients, writers);
                        kills++;
                    }
                    node = started(database, port);
                    look(node, clients, writers, watcher);
                }
            } finally {
                node.close();
            }
            System.out.printf("%d kills, %d writes and %d Eureka calls answered%n", kills, answered(writers),
                    clients.stream().mapToLong(CrashClient::answered).sum());
            assertThat(clients).as("seed %d", seed).anyMatch(client -> client.answered() > runs);
            assertThat(answered(writers)).as("seed %d", seed).isGreaterThan(runs);
        } catch (AssertionError | ConditionTimeoutException | ExecutionException e) {
            throw new AssertionError("run " + run + ", -Dcrash.seed=" + seed, e);
        }
    }

    private static RegistryNode started(TestDatabase database, int port) throws Exception {
        RegistryNode node = RegistryNode.fork(database, port);
        await().atMost(START).until(node::up);
        return node;
    }

    private static void storm(RegistryNode node, boolean whileItStarts, Random random, List<CrashClient> clients,
            List<CrashWriter> writers) throws Exception {
        var killed = new CountDownLatch(1);
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                long before = answered(writers);
                clients.forEach(client -> running.add(threads.submit(() -> client.runUntil(killed))));
                writers.forEach(writer -> running.add(threads.submit(() -> writer.runUntil(killed))));
                if (!whileItStarts) {
                    await().atMost(START).until(() -> answered(writers) > before);
                }
                // Nobody counts this latch down: the point in time is the random one.
                new CountDownLatch(1).await(random.nextInt(whileItStarts ? LONGEST_START : LONGEST_STORM),
                        TimeUnit.MILLISECONDS);
            } finally {
                node.kill();
                killed.countDown();
            }
        }
        for (Future<?> thread : running) {
            thread.get();
        }
    }

    private static long answered(List<CrashWriter> writers) {
        return writers.stream().mapToLong(CrashWriter::answered).sum();
    }

    private static void look(RegistryNode node, List<CrashClient> clients, List<CrashWriter> writers,
            ResumingWatcher watcher) {
        String list = node.eureka().apps().is(200).response().body();
        clients.forEach(client -> client.checkRestored(list));
        clients.forEach(CrashClient::renewOnce);
        await().untilAsserted(() -> {
            String now = node.eureka().apps().is(200).response().body();
            clients.forEach(client -> client.checkListed(now));
        });
        writers.forEach(CrashWriter::check);
        var admin = node.admin();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> clients.forEach(client -> client.checkEntered(admin)));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> watcher.checkAgainst(admin));
    }
}
