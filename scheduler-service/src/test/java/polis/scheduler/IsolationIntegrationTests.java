package polis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a workload reaches of the services and of others. The scheduler is a process of its own, as it is in a city. */
class IsolationIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVERYTHING = "\"arguments\": []";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestSystem system;

    @BeforeEach
    void start() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/bin/setpriv")),
                "another user can be had only as root, and with setpriv");
        system = new TestSystem(folder);
        try (ServerSocket socket = new ServerSocket(0)) {
            system.startApart(socket.getLocalPort());
        }
        await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> system.send("/actuator/health/readiness").statusCode() == 200);
    }

    @AfterEach
    void end() throws IOException {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void aWorkloadReachesNothingOfTheServicesAndOfOtherArchitectures() throws Exception {
        Path secrets = secrets();
        JsonNode other = serving("billing", system.versionset.apply("billing", services(service("ledger", "1.0.0"))),
                "ledger");
        Path othersFolder = cwd(other);
        Files.writeString(othersFolder.resolve("till.txt"), "100");
        ProcessHandle bystander = ProcessHandle.of(other.path("pid").asLong()).orElseThrow();
        int otherUser = user(other);

        JsonNode front = serving("shop", system.versionset.apply("shop",
                services(service("front", "1.0.0", EVERYTHING), service("back", "1.0.0"))), "front");
        Process theirs = new ProcessBuilder("setpriv", "--reuid=" + otherUser, "--regid=" + otherUser, "--clear-groups",
                "sleep", "600").start();
        try {
            assertThat(user(front)).isNotEqualTo(otherUser).isNotZero();
            assertThat(bystander.isAlive()).isFalse();
            Path users = folder.resolve("workloads");
            Path own = users.resolve(String.valueOf(user(front)));
            for (Path denied : List.of(secrets, secrets.getParent(), Path.of("/proc/" + system.pid() + "/environ"),
                    Path.of("/proc/" + system.pid() + "/fd"), Path.of("/proc/self/../" + system.pid() + "/mem"),
                    Path.of("/proc/" + theirs.pid() + "/environ"), folder.resolve("work/instances"),
                    folder.resolve("work/instances/" + id(front) + ".log"),
                    folder.resolve("work/instances/" + id(front) + ".pid"), users, othersFolder,
                    othersFolder.resolve("till.txt"), users.resolve(otherUser + "/jars"), own.resolve("claim"),
                    Path.of("/etc/shadow"))) {
                assertThat(Files.exists(denied)).as("there is %s", denied).isTrue();
                HttpResponse<String> answer = read(front, denied);
                assertThat(answer.statusCode()).as("%s: %s", denied, answer.body()).isEqualTo(403);
                assertThat(answer.body()).as(denied.toString()).isEqualTo("AccessDeniedException");
            }
            assertNoForeignEnvironment(front);
        } finally {
            theirs.destroyForcibly();
        }
    }

    /** A workload reads the environment of its own user's processes, and of no others. */
    private void assertNoForeignEnvironment(JsonNode instance) throws Exception {
        int user = user(instance);
        int foreign = 0;
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            Path environ = Path.of("/proc/" + process.pid() + "/environ");
            HttpResponse<String> answer = read(instance, environ);
            boolean own = process.isAlive() && userOf(process.pid()) == user;
            if (process.isAlive() && !own) {
                foreign++;
                assertThat(answer.statusCode()).as("%s of %s", environ, process.info()).isEqualTo(403);
            }
        }
        assertThat(foreign).isPositive();
    }

    @Test
    void aWorkloadIsAnotherUserWithoutCapabilitiesInAFolderOfItsOwn() throws Exception {
        JsonNode front = serving("shop", system.versionset.apply("shop", services(service("front", "1.0.0"))), "front");
        String status = read(front, Path.of("/proc/self/status")).body();
        int user = user(front);
        assertThat(status).contains("Uid:\t" + user + "\t" + user + "\t" + user + "\t" + user,
                "Gid:\t" + user + "\t" + user + "\t" + user + "\t" + user, "NoNewPrivs:\t1",
                "CapInh:\t0000000000000000", "CapPrm:\t0000000000000000", "CapEff:\t0000000000000000",
                "CapAmb:\t0000000000000000");
        assertThat(status.lines().filter(line -> line.startsWith("Groups:")).findFirst().orElseThrow().strip())
                .isEqualTo("Groups:");
        Path own = folder.resolve("workloads/" + user);
        assertThat(cwd(front)).isEqualTo(own.resolve("instances/" + id(front)));
        assertThat(Files.getPosixFilePermissions(cwd(front))).isEqualTo(PosixFilePermissions.fromString("rwx------"));

        String environment = read(front, Path.of("/proc/self/environ")).body();
        assertThat(environment.split("\u0000")).contains("HOME=" + cwd(front), "TMPDIR=" + cwd(front) + "/tmp");
        assertThat(environment).doesNotContain("SPRING_DATASOURCE", "POLIS_SECURITY", system.database.password());
        for (String descriptor : read(front, Path.of("/proc/self/fd")).body().lines().toList()) {
            String target = read(front, Path.of(descriptor)).body();
            assertThat(target).satisfiesAnyOf(path -> assertThat(path).startsWith(own.toString()),
                    path -> assertThat(path).startsWith(System.getProperty("java.home")),
                    path -> assertThat(path).endsWith("/" + id(front) + ".log"),
                    path -> assertThat(path).startsWith("/dev/"), path -> assertThat(path).startsWith("/proc/"),
                    path -> assertThat(path).startsWith("socket:"), path -> assertThat(path).startsWith("anon_inode:"),
                    path -> assertThat(path).startsWith("pipe:"),
                    path -> assertThat(path).isEqualTo("NoSuchFileException"));
        }

        try (Stream<Path> jars = Files.walk(own.resolve("jars"))) {
            Path jar = jars.filter(path -> path.endsWith("workload.jar")).findFirst().orElseThrow();
            assertThat(Files.getPosixFilePermissions(jar)).isEqualTo(PosixFilePermissions.fromString("r--r-----"));
            assertThat(Files.getAttribute(jar, "unix:uid")).isEqualTo(0);
            assertThat(jar).hasSameBinaryContentAs(folder.resolve("workload.jar"));
        }
        JsonNode isolation = system.get("/api/v1/nodes").path("items").path(0).path("isolation");
        assertThat(isolation.path("perArchitecture").asBoolean()).isTrue();
        assertThat(isolation.path("detail").asString()).contains("a user per architecture");
    }

    @Test
    void aRestartedSchedulerAdoptsEndsAndQuotesWhatRunsAsAnotherUser() throws Exception {
        JsonNode before = serving("shop", system.versionset.apply("shop", services(service("front", "1.0.0"))),
                "front");
        int user = user(before);
        system.kill();
        system.startApart(system.port());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> !system.instances("front").isEmpty());
        assertThat(system.instances("front").getFirst().path("pid").asLong()).isEqualTo(before.path("pid").asLong());

        JsonNode crashed = system.ended(
                system.versionset.apply("shop", services(service("front", "2.0.0", "\"arguments\": [\"--crash\"]"))));
        assertThat(crashed.path("status").asString()).isEqualTo("ROLLED_BACK");
        assertThat(crashed.path("reason").asString()).contains("exit status 3", "no way to reach the warehouse");
        assertThat(system.instances("front")).singleElement()
                .satisfies(instance -> assertThat(id(instance)).isEqualTo(id(before)));

        JsonNode after = serving("shop", system.versionset.apply("shop", services(service("front", "3.0.0"))), "front");
        await().atMost(PATIENCE).until(() -> ProcessHandle.of(before.path("pid").asLong()).isEmpty());
        assertThat(user(after)).isEqualTo(user);
    }

    private JsonNode serving(String architecture, long revision, String name) {
        assertThat(system.ended(revision).path("status").asString()).as(architecture).isEqualTo("SUCCEEDED");
        return system.instances(name).getFirst();
    }

    private Path secrets() throws IOException {
        Path polis = Files.createDirectory(folder.resolve("polis"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(polis.resolve("secrets.properties"), "database=hunter2");
    }

    private HttpResponse<String> read(JsonNode instance, Path path) throws Exception {
        return http.send(HttpRequest
                .newBuilder(URI.create("http://localhost:" + instance.path("port").asInt() + "/read?" + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String id(JsonNode instance) {
        return instance.path("id").asString();
    }

    private static Path cwd(JsonNode instance) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", instance.path("pid").asString(), "cwd"));
    }

    private static int user(JsonNode instance) {
        return userOf(instance.path("pid").asLong());
    }

    private static int userOf(long pid) {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/" + pid), "unix:uid");
        } catch (IOException ended) {
            return -1;
        }
    }
}
