package polis.scheduler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import polis.postgres.test.TestDatabase;
import polis.scheduler.stub.StubGateway;
import polis.scheduler.stub.StubMap;
import polis.scheduler.stub.StubRegistry;
import polis.scheduler.stub.StubVersionset;
import polis.scheduler.stub.TestWorkload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A scheduler with a database, workloads that are real processes, and stubs of its peers. */
final class TestSystem implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final String PASSWORD = "--spring.datasource.password=";
    private static final String SECRET = "--polis.security.client.secret=";

    final StubRegistry registry = new StubRegistry();

    final StubVersionset versionset = new StubVersionset();

    final StubGateway gateway = new StubGateway(registry);

    final StubMap map = new StubMap();

    final TestDatabase database;

    final Path folder;

    private final List<String> options;
    private final HttpClient http = HttpClient.newHttpClient();

    ConfigurableApplicationContext scheduler;

    private Process jvm;
    private int apart;

    TestSystem(Path folder, String... options) {
        this(folder, TestDatabase.create("scheduler"), options);
    }

    TestSystem(Path folder, TestDatabase database, String... options) {
        this.folder = folder;
        this.database = database;
        this.options = List.of(options);
        try {
            // JUnit's folder is this user's alone: those of the workloads must pass to what is theirs.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestWorkload.jar(folder.resolve("workload.jar"));
        registry.start();
        versionset.start();
        gateway.start();
        map.start();
    }

    void start() {
        scheduler = run();
    }

    /** The scheduler in a JVM of its own, which can be killed. */
    void startApart(int port) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", System.getProperty("java.class.path"),
                        SchedulerApplication.class.getName()));
        command.addAll(arguments());
        // Whoever is on the machine reads command lines.
        command.removeIf(word -> word.startsWith(PASSWORD) || word.startsWith(SECRET));
        command.add("--server.port=" + port);
        apart = port;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("scheduler.log").toFile()));
            builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
            builder.environment().put("POLIS_SECURITY_CLIENT_SECRET", "secret");
            jvm = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return jvm.pid();
    }

    void kill() {
        jvm.destroyForcibly().onExit().join();
    }

    ConfigurableApplicationContext run() {
        List<String> arguments = arguments();
        arguments.add("--server.port=0");
        return SpringApplication.run(SchedulerApplication.class, arguments.toArray(String[]::new));
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(), PASSWORD + database.password(),
                "--polis.peers.registry=" + registry.uri(), "--polis.peers.versionset=" + versionset.uri(),
                "--polis.peers.gateway=" + gateway.uri(), "--polis.peers.map=" + map.uri(),
                "--polis.security.jwks-uri=" + registry.uri() + "/oauth2/jwks",
                "--polis.security.token-uri=" + registry.uri() + "/oauth2/token",
                "--polis.security.client.id=scheduler", SECRET + "secret", "--polis.scheduler.artifacts=" + folder,
                "--polis.scheduler.workdir=" + folder.resolve("work"),
                "--polis.scheduler.workload.folder=" + folder.resolve("workloads"),
                "--polis.scheduler.ports=22000-22099", "--polis.scheduler.node.memory=1GB",
                "--polis.scheduler.workload.environment.REGISTRY=" + registry.uri(),
                "--polis.scheduler.reconcile.interval=200ms", "--polis.scheduler.reconcile.registry=100ms",
                "--polis.scheduler.reconcile.revisions=100ms", "--spring.jmx.enabled=false",
                "--spring.main.banner-mode=off"));
        arguments.addAll(options);
        return arguments;
    }

    /** Ends the scheduler as a crash would: nothing is said to anybody, the workloads know nothing of it. */
    void crash() {
        scheduler.close();
    }

    /** A service in the normal form; {@code more} are fields that take the place of the usual ones. */
    static String service(String name, String version, String... more) {
        ObjectNode service = (ObjectNode) JSON.readTree("""
                {"artifact": {"jar": "workload.jar"}, "memoryBytes": 67108864, "runtime": "process", "arguments": [],
                 "environment": {}, "instances": {"min": 1, "max": 1}, "routes": [], "dependsOn": [],
                 "health": {"path": "/health", "interval": "PT0.1S", "timeout": "PT1S", "deadline": "PT6S"},
                 "drain": {"delay": "PT0.5S", "timeout": "PT2S"}}""");
        service.put("version", version);
        for (String fields : more) {
            service.setAll((ObjectNode) JSON.readTree("{" + fields + "}"));
        }
        return "\"" + name + "\": " + service;
    }

    static String services(String... services) {
        return "{" + String.join(", ", services) + "}";
    }

    JsonNode get(String path) {
        return call(HttpRequest.newBuilder(at(path)).build());
    }

    JsonNode post(String path, String body) {
        return call(HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json").build());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    int port() {
        return apart > 0 ? apart : Integer.parseInt(scheduler.getEnvironment().getProperty("local.server.port"));
    }

    HttpResponse<String> send(String path) {
        return send(HttpRequest.newBuilder(at(path)).build());
    }

    private JsonNode call(HttpRequest request) {
        return JSON.readTree(send(request).body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpRequest authorized = HttpRequest.newBuilder(request, (name, value) -> true)
                    .header("Authorization", "Bearer " + registry.token("deployer")).timeout(Duration.ofSeconds(70))
                    .build();
            return http.send(authorized, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The operation that applies the revision, as soon as it has ended. */
    JsonNode ended(long revision) {
        return org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (JsonNode operation : get("/api/v1/operations?revision=" + revision).path("items")) {
                if (operation.path("kind").asString().equals("APPLY")) {
                    return get("/api/v1/operations/" + operation.path("id").asString() + "?wait=PT5S");
                }
            }
            return JSON.createObjectNode();
        }, operation -> operation.has("endedAt"));
    }

    List<JsonNode> instances() {
        List<JsonNode> instances = new ArrayList<>();
        get("/api/v1/instances").path("items").forEach(instances::add);
        return instances;
    }

    List<JsonNode> instances(String service) {
        return instances().stream().filter(instance -> instance.path("service").asString().equals(service)).toList();
    }

    Map<String, String> states() {
        Map<String, String> states = new java.util.TreeMap<>();
        instances().forEach(instance -> states.put(instance.path("id").asString(), instance.path("state").asString()));
        return states;
    }

    /** Processes that carry the id of an instance of the service, whoever started them. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments()
                        .map(arguments -> Stream.of(arguments)
                                .anyMatch(word -> word.startsWith(folder.toString()) && word.endsWith("/workload.jar")))
                        .orElse(false))
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (scheduler != null) {
            scheduler.close();
        }
        if (jvm != null) {
            kill();
        }
        processes().forEach(ProcessHandle::destroyForcibly);
        List.<AutoCloseable>of(registry, versionset, gateway, map).forEach(TestSystem::end);
        database.close();
        Files.deleteIfExists(folder.resolve("workload.jar"));
    }

    private static void end(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
