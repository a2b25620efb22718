package polis.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import polis.cli.api.Endpoints;
import polis.cli.api.PolisService;
import polis.cli.postgres.PostgresCluster;
import polis.cli.process.ProcessIdentity;

/** The launcher as a process, with real PostgreSQL and five stand-ins for the services. */
@DisabledOnOs(OS.WINDOWS)
class StackIntegrationTests {

    /** Moved on where another build on this machine is at the same test. */
    private static final int OFFSET = IntStream.iterate(5_300, offset -> offset + 100).limit(30)
            .filter(StackIntegrationTests::isFree).findFirst().orElseThrow();

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path home;
    private FakeCheckout checkout;

    private static boolean isFree(int offset) {
        return IntStream
                .concat(IntStream.of(Endpoints.TRAFFIC_PORT, 15432),
                        Stream.of(PolisService.values()).mapToInt(PolisService::port))
                .allMatch(port -> isBindable(port + offset));
    }

    private static boolean isBindable(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @BeforeEach
    void prepare() {
        checkout = new FakeCheckout(home);
    }

    @AfterEach
    void clean() {
        checkout.close();
    }

    /** Without the AOT caches, of which each of these stacks would have to make its own. */
    private Process up() {
        return up("--plain", "--port-offset=" + OFFSET);
    }

    private Process up(String... options) {
        Process launcher = checkout.launch("up",
                Stream.concat(Stream.of("up"), Stream.of(options)).toArray(String[]::new));
        await().atMost(LONG).until(() -> !launcher.isAlive() || checkout.said("up").contains("Stop  "));
        return launcher;
    }

    private StackState state() {
        return StackState.read(checkout.folder()).orElseThrow();
    }

    private void expectNothingLeft() {
        assertThat(checkout.processes()).isEmpty();
        assertThat(PostgresCluster.running(checkout.folder().postgres())).isEmpty();
        assertThat(checkout.folder().state()).doesNotExist();
    }

    @Test
    void upPrintsTheTableAndTheLoginLinkAndEndsInOrderOnSigterm() throws Exception {
        Process launcher = up("--port-offset=" + OFFSET);
        assertThat(checkout.said("up")).contains("registry", "PostgreSQL at port " + (15432 + OFFSET),
                "http://localhost:" + (9080 + OFFSET) + "/login?code=open-sesame");
        assertThat(Files.getPosixFilePermissions(checkout.folder().root()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(checkout.folder().secrets()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(checkout.run("status", "status")).isZero();
        assertThat(checkout.said("status")).contains("Workloads run as the services' own user.");
        for (Path shut : List.of(checkout.folder().logs(), checkout.folder().run(), checkout.folder().scheduler())) {
            assertThat(Files.getPosixFilePermissions(shut)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }

        launcher.destroy();

        await().atMost(LONG).until(() -> !launcher.isAlive());
        assertThat(checkout.said("up")).contains("Polis is down.");
        expectNothingLeft();
        assertThat(checkout.run("status", "status")).isEqualTo(3);
    }

    @Test
    void aSecondUpReportsThatItIsUp() {
        up();
        assertThat(checkout.run("second", "up", "--port-offset=" + OFFSET)).isZero();
        assertThat(checkout.said("second")).contains("Polis is up", "registry");
        assertThat(checkout.run("down", "down")).isZero();
        expectNothingLeft();
        assertThat(checkout.run("again", "down")).isZero();
        assertThat(checkout.said("again")).contains("not up");
    }

    @Test
    void downLeavesNoOrphanAfterTheLauncherWasKilled() throws Exception {
        Process launcher = up();
        Process workload = workload("cart-7f3k2");
        launcher.destroyForcibly().waitFor();
        assertThat(state().missing()).isEmpty();

        assertThat(checkout.run("second", "up", "--port-offset=" + OFFSET)).isZero();
        assertThat(checkout.said("second")).contains("its launcher", "--take-over", "down");
        assertThat(checkout.run("down", "down")).isZero();

        expectNothingLeft();
        assertThat(workload.isAlive()).isFalse();
    }

    /** A process as the scheduler would have started it, noted with its id and start. */
    private Process workload(String id) throws IOException {
        Process process = new ProcessBuilder("sleep", "600").start();
        Path file = checkout.folder().scheduler().resolve("instances").resolve(id + ".pid");
        Files.createDirectories(file.getParent());
        Files.writeString(file, process.pid() + " " + process.info().startInstant().orElseThrow().toEpochMilli());
        return process;
    }

    @Test
    void aReusedProcessIdIsNeverKilled() throws Exception {
        up();
        Process innocent = new ProcessBuilder("sleep", "600").start();
        try {
            Path file = checkout.folder().scheduler().resolve("instances").resolve("old-1.pid");
            Files.createDirectories(file.getParent());
            Files.writeString(file, innocent.pid() + " 1600000000000");
            assertThat(checkout.run("down", "down")).isZero();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void downFindsWhatWasStartedBeforeTheLauncherCouldWriteItDown() throws Exception {
        Process launcher = up();
        launcher.destroyForcibly().waitFor();
        Files.delete(checkout.folder().state());
        assertThat(checkout.processes()).isNotEmpty();

        assertThat(checkout.run("down", "down")).isZero();

        expectNothingLeft();
    }

    @Test
    void aServiceThatDiesIsStartedAgainAndSaidSo() {
        up();
        ProcessIdentity before = state().service(PolisService.MAP).orElseThrow().process();
        before.find().orElseThrow().destroyForcibly();
        await().atMost(LONG).until(() -> checkout.said("up").contains("map is back"));
        StackState.Running after = state().service(PolisService.MAP).orElseThrow();
        assertThat(after.process()).isNotEqualTo(before);
        assertThat(after.restarts()).isOne();
        assertThat(checkout.said("up")).contains("map has died");
    }

    @Test
    void cachesAreMadeWhileTheStackWorksAndUsedByTheNextStart() {
        up("--port-offset=" + OFFSET);
        assertThat(checkout.said("up")).contains("AOT caches for the next ones are made in the background");
        await().atMost(LONG).until(() -> checkout.said("up").contains("the next start is faster"));
        ProcessHandle first = state().service(PolisService.VERSIONSET).orElseThrow().process().find().orElseThrow();
        assertThat(first.info().commandLine().orElseThrow()).doesNotContain("-XX:AOTCache");

        first.destroyForcibly();

        await().atMost(LONG).until(() -> checkout.said("up").contains("versionset is back"));
        ProcessHandle next = state().service(PolisService.VERSIONSET).orElseThrow().process().find().orElseThrow();
        assertThat(next.info().commandLine().orElseThrow()).contains("-XX:AOTCache");
    }

    @Test
    void postgresThatDiesIsStartedAgainAndKeepsItsData() {
        up();
        ProcessIdentity before = PostgresCluster.running(checkout.folder().postgres()).orElseThrow();
        before.find().orElseThrow().destroyForcibly();
        await().atMost(LONG).until(() -> checkout.said("up").contains("PostgreSQL is back"));
        assertThat(PostgresCluster.running(checkout.folder().postgres())).isPresent().get().isNotEqualTo(before);
    }

    @Test
    void anotherLauncherTakesOverAndStartsWhatIsMissing() throws Exception {
        Process launcher = up();
        launcher.destroyForcibly().waitFor();
        state().service(PolisService.REGISTRY).orElseThrow().process().find().orElseThrow().destroyForcibly();
        await().until(() -> state().missing().equals(List.of("registry")));

        assertThat(checkout.run("second", "up")).isEqualTo(1);
        assertThat(checkout.said("second")).contains("these have ended: registry");
        checkout.launch("third", "up", "--take-over");

        await().atMost(LONG).until(() -> checkout.said("third").contains("registry is back"));
        assertThat(state().missing()).isEmpty();
    }

    @Test
    void aServiceThatEndsAtItsStartTakesAllDownAndShowsItsLastLines() throws IOException {
        Files.createFile(home.resolve("scheduler-service-broken"));
        assertThat(up().exitValue()).isEqualTo(1);
        assertThat(checkout.said("up")).contains("This one is broken on purpose.", "scheduler ended while it started");
        expectNothingLeft();
    }

    @Test
    void aBusyPortIsNamedWithItsHolderBeforeAnythingStarts() throws IOException {
        try (ServerSocket socket = new ServerSocket(8082 + OFFSET)) {
            assertThat(socket.isBound()).isTrue();
            assertThat(up().exitValue()).isEqualTo(1);
        }
        assertThat(checkout.said("up")).contains(
                "Port " + (8082 + OFFSET) + " is held by process " + ProcessHandle.current().pid(),
                "Nothing was started");
        assertThat(checkout.folder().postgres()).doesNotExist();
        expectNothingLeft();
    }

    @Test
    void detachedItReturnsWhenAllIsReady() {
        assertThat(checkout.run("up", "up", "--plain", "--detach", "--port-offset=" + OFFSET)).isZero();
        assertThat(checkout.said("up")).contains("Polis is up after", "The launcher goes on as process");
        assertThat(checkout.run("status", "status")).isZero();
        assertThat(checkout.run("down", "down")).isZero();
        expectNothingLeft();
    }

    @Test
    void aStartInterruptedHalfWayLeavesNothing() throws Exception {
        Process launcher = checkout.launch("up", "up", "--plain", "--port-offset=" + OFFSET);
        await().atMost(LONG).until(() -> checkout.said("up").contains("PostgreSQL at port"));
        launcher.destroyForcibly().waitFor();
        assertThat(checkout.run("down", "down")).isZero();
        expectNothingLeft();
    }
}
