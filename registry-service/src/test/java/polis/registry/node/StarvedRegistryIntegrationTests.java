package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import polis.postgres.test.TestDatabase;
import polis.registry.Api;

/**
 * A registry gets a tenth of the time that it wants, and 200 clients renew leases of 6 and 90 s as they should. No list
 * that anybody fetches may lack one that lives, and who was killed is gone within its lease, one question and what the
 * registry says that it was late by. {@code -Dstarved.seconds=600 -Dstarved.kills=20} takes ten minutes each, with a
 * restart in the middle.
 */
@Tag("storm")
@Execution(ExecutionMode.CONCURRENT)
class StarvedRegistryIntegrationTests {

    private static final int CLIENTS = 200;
    private static final int SECONDS = Integer.getInteger("starved.seconds", 8);
    private static final long SEED = Long.getLong("starved.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("starved.kills", 3);

    /** Below that nobody with a long lease can be missed in time, and a starved start takes longer. */
    private static final int WITH_RESTART = 480;
    private static final int SHORT = 6;
    private static final int LONG = 90;
    private static final Duration QUESTION = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofSeconds(1);

    @Test
    void aRegistryWithATenthOfACoreLosesNobodyThatLives() throws Exception {
        var starvation = Starvation.ofProcessor("polis-starved-" + ProcessHandle.current().pid());
        assumeTrue(starvation.isPresent(), "no control group for processor time can be made here");
        try (var quota = starvation.orElseThrow()) {
            starve("a tenth of a core", quota);
        }
    }

    @Test
    void aRegistryThatIsStoppedNineTenthsOfTheTimeLosesNobodyThatLives() throws Exception {
        System.out.println("-Dstarved.seed=" + SEED);
        try (var stops = Starvation.byStops(SEED, SECONDS < WITH_RESTART ? 4_000 : 9_000)) {
            starve("stopped nine tenths of the time", stops);
        }
    }

    private static void starve(String how, Starvation starvation) throws Exception {
        int port = RegistryNode.freePort();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads)
                        .connectTimeout(Duration.ofSeconds(5)).build();
                var database = TestDatabase.create("registry");
                var run = new Run(database, RegistryNode.forkAsIs(database, port, List.of()), port, starvation,
                        clients(http, URI.create("http://localhost:" + port)))) {
            await().atMost(Duration.ofMinutes(2)).until(run.node::up);
            run.api = run.node.admin();
            run.clients.forEach(HonestClient::start);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> run.clients.stream().allMatch(HonestClient::registered) && run.pending() == 0);
            starvation.begin(run.node);
            try (var polls = new ListPolls(http, URI.create("http://localhost:" + port), run.clients,
                    List.of("short", "long"))) {
                if (SECONDS < WITH_RESTART) {
                    run.kill(KILLS, SHORT);
                    run.watch(Duration.ofSeconds(SECONDS), polls);
                } else {
                    run.inHalves(polls);
                }
                run.report(how, polls);
            }
        }
    }

    private static List<HonestClient> clients(HttpClient http, URI base) {
        return IntStream.range(0, CLIENTS)
                .mapToObj(number -> number < CLIENTS / 2
                        ? new HonestClient(http, base, "short", number, SHORT)
                        : new HonestClient(http, base, "long", number, LONG))
                .toList();
    }

    /** One registry's starvation. */
    private static final class Run implements AutoCloseable {

        private final TestDatabase database;
        private final int port;
        private final Starvation starvation;
        private final List<HonestClient> clients;
        private final List<HonestClient> killed = new ArrayList<>();
        private RegistryNode node;
        private Api api;
        private long lateLook;
        private long lateRequest;

        private Run(TestDatabase database, RegistryNode node, int port, Starvation starvation,
                List<HonestClient> clients) {
            this.database = database;
            this.node = node;
            this.port = port;
            this.starvation = starvation;
            this.clients = clients;
        }

        private void inHalves(ListPolls polls) throws Exception {
            Duration half = Duration.ofSeconds(SECONDS / 2);
            kill(KILLS / 4, LONG);
            kill(KILLS / 4, SHORT);
            watch(half, polls);
            starvation.end(node);
            node.kill();
            long restarted = System.nanoTime();
            node = RegistryNode.forkAsIs(database, port, starvation.prefix());
            starvation.begin(node);
            // A start takes half a minute of a whole core.
            await().atMost(Duration.ofMinutes(15)).pollInterval(Duration.ofSeconds(1)).until(node::up);
            System.out.printf("restarted in %d s%n", (System.nanoTime() - restarted) / 1_000_000_000);
            kill(KILLS - KILLS / 4 * 3, LONG);
            kill(KILLS / 4, SHORT);
            watch(half.minusNanos(System.nanoTime() - restarted).plusSeconds(LONG), polls);
        }

        private void kill(int count, int lease) {
            clients.stream().filter(client -> client.lease() == lease && client.killedAt() == Long.MAX_VALUE)
                    .limit(count).forEach(client -> {
                        client.kill();
                        killed.add(client);
                    });
        }

        /** For so long at least, and until all that were killed are gone. */
        private void watch(Duration time, ListPolls polls) {
            long end = System.nanoTime() + time.toNanos();
            await().atMost(time.plusSeconds(LONG).plusMinutes(3)).pollInterval(Duration.ofSeconds(2)).until(() -> {
                sample();
                return System.nanoTime() > end && killed.stream().allMatch(client -> polls.goneAt(client) != null);
            });
        }

        private void sample() {
            try {
                lateLook = Math.max(lateLook, late("look"));
                lateRequest = Math.max(lateRequest, late("request"));
            } catch (UncheckedIOException e) {
                // It has no time for that now.
            }
        }

        /** In milliseconds. */
        private long late(String of) {
            for (var measurement : api.get("/actuator/metrics/polis.registry.local.health.late?tag=of:" + of).is(200)
                    .json().path("measurements")) {
                if (measurement.path("statistic").asString().equals("MAX")) {
                    return (long) (measurement.path("value").asDouble() * 1000);
                }
            }
            return 0;
        }

        private int pending() {
            return api.get("/actuator/metrics/polis.registry.lease.changes.pending").is(200).json().path("measurements")
                    .path(0).path("value").asInt();
        }

        private void report(String how, ListPolls polls) {
            // A late look only notes that it was late, and a poll that is under way when somebody ends shows it still.
            long lateness = 2 * lateLook + lateRequest + 2 * polls.longest();
            long[] beyond = killed.stream()
                    .mapToLong(
                            client -> (polls.goneAt(client) - client.killedAt()) / 1_000_000 - client.lease() * 1000L)
                    .sorted().toArray();
            System.out.printf(
                    "%s: %d polls, %d failed, %d living ones missing; %d renewals unknown, %d calls failed; %d killed, gone %d to %d ms"
                            + " after their lease (median %d); late: looks %d ms, requests %d ms, the longest poll %d ms%n",
                    how, polls.polls(), polls.failed(), polls.lacking().size(),
                    clients.stream().mapToInt(HonestClient::unknown).sum(),
                    clients.stream().mapToInt(HonestClient::failed).sum(), beyond.length, beyond[0],
                    beyond[beyond.length - 1], beyond[beyond.length / 2], lateLook, lateRequest, polls.longest());
            assertThat(polls.lacking()).isEmpty();
            assertThat(polls.polls()).isGreaterThan(SECONDS / 4);
            assertThat(beyond[beyond.length - 1]).as("killed, and listed for longer than its lease")
                    .isLessThan(QUESTION.plus(TICK).plusMillis(lateness).toMillis());
        }

        @Override
        public void close() throws InterruptedException {
            clients.forEach(HonestClient::kill);
            node.kill();
        }
    }
}
