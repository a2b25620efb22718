package polis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static polis.scheduler.TestSystem.service;
import static polis.scheduler.TestSystem.services;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.scheduler.stub.StubRegistry;

/** The scheduler, in a JVM of its own, is killed with -9 while it works, and callers notice nothing. */
class KilledSchedulerIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    @Tag("storm")
    void aSchedulerThatIsKilledAgainAndAgainLosesDoublesAndStopsNothing() throws Exception {
        killAndWatch(Integer.getInteger("storm.kills", 6), Long.getLong("storm.seed", System.nanoTime()));
    }

    /** The lock stands for the moment in which the process is there and nothing is noted of it yet. */
    @Test
    @Tag("storm")
    void aSchedulerThatIsKilledBetweenAStartAndItsNoteEndsNothingThatIsCalled() throws Exception {
        int port = port();
        try (TestSystem system = new TestSystem(folder);
                Connection database = system.database.dataSource().getConnection();
                Statement sql = database.createStatement()) {
            system.startApart(port);
            system.versionset.apply(architecture(0));
            await().atMost(PATIENCE).ignoreExceptions()
                    .until(() -> system.ended(1).path("status").asString().equals("SUCCEEDED"));
            Thread traffic = Thread.ofVirtual().start(() -> call(system));
            sql.execute("""
                    create function scheduler.wait() returns trigger language plpgsql as
                    'begin perform pg_advisory_xact_lock(1); return new; end'""");
            sql.execute("""
                    create trigger wait before update on scheduler.instance for each row
                    when (old.pid is null and new.pid is not null) execute function scheduler.wait()""");
            sql.execute("select pg_advisory_lock(1)");
            system.versionset.apply(architecture(1));
            await().atMost(PATIENCE).until(() -> system.registry.instances.values().stream()
                    .anyMatch(entry -> entry.version().equals("1.0.1") && "UP".equals(entry.eurekaStatus())));
            system.kill();
            assertThat(system.registry.instances.values()).filteredOn(entry -> entry.version().equals("1.0.1"))
                    .as("a scheduler may end what it has not seen in the registry: nobody may be calling it yet")
                    .extracting(StubRegistry.Entry::state).containsOnly("READY");
            system.versionset.apply(architecture(2));
            // The database has not noticed yet that the one who waits for the lock is dead.
            sql.execute("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'advisory'");
            sql.execute("drop trigger wait on scheduler.instance");
            sql.execute("select pg_advisory_unlock(1)");
            system.startApart(port);
            await().atMost(PATIENCE).ignoreExceptions()
                    .until(() -> system.ended(3).path("status").asString().equals("SUCCEEDED"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(system.processes()).hasSize(3));
            over.set(true);
            traffic.join();
            assertThat(system.registry.instances.values()).filteredOn(entry -> entry.state().equals("RUN"))
                    .extracting(StubRegistry.Entry::version).containsExactlyInAnyOrder("1.0.2", "1.0.2", "1.0.0");
        } catch (AssertionError | ConditionTimeoutException e) {
            throw new AssertionError(Files.readString(folder.resolve("scheduler.log")), e);
        }
        assertThat(failures).isEmpty();
    }

    private void killAndWatch(int kills, long seed) throws Exception {
        System.out.println("-Dstorm.seed=" + seed);
        Random random = new Random(seed);
        int port = port();
        try (TestSystem system = new TestSystem(folder)) {
            system.startApart(port);
            system.versionset.apply(architecture(0));
            await().atMost(PATIENCE).ignoreExceptions()
                    .until(() -> system.ended(1).path("status").asString().equals("SUCCEEDED"));
            Thread traffic = Thread.ofVirtual().start(() -> call(system));
            for (int kill = 1; kill <= kills; kill++) {
                long revision = system.versionset.apply(architecture(kill));
                workFor(system, Duration.ofMillis(random.nextInt(4000)), revision);
                system.kill();
                system.startApart(port);
                if (random.nextBoolean()) {
                    await().atMost(PATIENCE).ignoreExceptions().until(() -> system.ended(revision).has("endedAt"));
                }
            }
            await().atMost(PATIENCE).ignoreExceptions()
                    .until(() -> system.ended(kills + 1).path("status").asString().equals("SUCCEEDED"));
            over.set(true);
            traffic.join();
            assertThat(system.instances()).hasSize(3)
                    .allMatch(instance -> instance.path("version").asString().equals("1.0." + kills)
                            || instance.path("service").asString().equals("back"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(system.processes()).hasSize(3));
            assertThat(system.processes().stream().map(ProcessHandle::pid)).containsExactlyInAnyOrderElementsOf(
                    system.instances().stream().map(instance -> instance.path("pid").asLong()).toList());
            assertThat(system.registry.transitionsOf("back")).containsExactly("PROVISION>READY", "READY>RUN");
        } catch (AssertionError | ConditionTimeoutException e) {
            throw new AssertionError("-Dstorm.seed=" + seed + "\n" + Files.readString(folder.resolve("scheduler.log")),
                    e);
        }
        assertThat(calls).hasValueGreaterThan(100);
        assertThat(failures).as("seed %d, %d calls", seed, calls.get()).isEmpty();
    }

    private static String architecture(int version) {
        return services(service("front", "1.0." + version, "\"instances\": {\"min\": 2, \"max\": 3}"),
                service("back", "1.0.0"));
    }

    /** Long enough for the scheduler to be somewhere in the middle, wherever that is. */
    private static void workFor(TestSystem system, Duration time, long revision) {
        long end = System.nanoTime() + time.toNanos();
        await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> !system.get("/api/v1/operations?revision=" + revision).path("items").isEmpty());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() > end);
    }

    /** Calls what the registry shows, with a list that is a little old, as callers' lists are. */
    private void call(TestSystem system) {
        HttpClient http = HttpClient.newHttpClient();
        while (!over.get()) {
            List<StubRegistry.Entry> known = system.registry.instances.values().stream()
                    .filter(entry -> entry.state().equals("RUN") && "UP".equals(entry.eurekaStatus())).toList();
            // Younger than the delay of a drain, however slow this machine is.
            long old = System.nanoTime() + Duration.ofMillis(200).toNanos();
            while (System.nanoTime() < old && !over.get()) {
                known.forEach(entry -> call(http, entry));
                if (known.stream().noneMatch(entry -> entry.service().equals("front"))) {
                    failures.add("nobody serves front");
                }
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private void call(HttpClient http, StubRegistry.Entry entry) {
        calls.incrementAndGet();
        try {
            int status = http
                    .send(HttpRequest.newBuilder(URI.create("http://localhost:" + entry.port() + "/health"))
                            .timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                failures.add(entry.id() + " " + status);
            }
        } catch (IOException e) {
            failures.add(entry.id() + " " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int port() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
