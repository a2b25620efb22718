package polis.benchmark.registry.catalogue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import polis.postgres.test.TestDatabase;
import tools.jackson.databind.json.JsonMapper;

/** The registry's jar on a PostgreSQL of its own, with 10,000 services and 100,000 instances entered. */
final class LargeRegistry implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private static final String SERVICES = """
            insert into service (name, title, description, tier, owner, domain, tags, depends_on, described, managed,
                lifecycle, lifecycle_since, description_revision, version)
            select 'svc-' || (array['cart', 'payment', 'ledger', 'mail', 'search'])[n % 5 + 1] || '-' || n, 'Service ' || n,
                'Answers for part ' || n || ' of the shop and calls others when it cannot do so alone.', n % 4,
                'team-' || n % 200, 'district-' || n % 20,
                array[(array['java', 'kotlin', 'go', 'node'])[n % 4 + 1], 'wave-' || n % 50],
                array['svc-cart-' || (n / 2) * 5 % 10000], true, true, 'RUN', now(), 1, 1
            from generate_series(0, 9999) as n
            """;

    private static final String INSTANCES = """
            insert into instance (service, id, version, revision, host, port, scheme, node, managed, state, since,
                started_at, row_version)
            select name, name || '-' || copy, case when copy < 8 then '1.1.0' else '1.0.0' end, 7, 'host-' || copy, 8080,
                'http', 'node-' || copy, true, case copy when 9 then 'READY' else 'RUN' end, now(), now(), 0
            from service, generate_series(0, 9) as copy where name like 'svc-%'
            """;

    private final TestDatabase database;
    private final Process process;
    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();
    private String token = "";

    private LargeRegistry(TestDatabase database, Process process, int port) {
        this.database = database;
        this.process = process;
        this.base = URI.create("http://localhost:" + port);
    }

    /** Name of one of the services. */
    static String service(int number) {
        return "svc-cart-" + number * 5;
    }

    static LargeRegistry start(Path home) throws Exception {
        TestDatabase database = TestDatabase.dedicated("registry");
        int port = freePort();
        Path log = Files.createDirectories(home.resolve("benchmarks/target")).resolve("catalogue.log");
        ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:+UseSerialGC", "-jar",
                home.resolve("registry-service/target/registry-service.jar").toString()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().putAll(Map.of("SERVER_PORT", Integer.toString(port), "SPRING_DATASOURCE_URL",
                database.jdbcUrl(), "SPRING_DATASOURCE_USERNAME", database.username(), "SPRING_DATASOURCE_PASSWORD",
                database.password(), "POLIS_REGISTRY_CLIENTS_CLI", "benchmark", "POLIS_REGISTRY_EUREKA_PASSWORD",
                "benchmark", "POLIS_REGISTRY_SEAL_KEY", "a-key-for-benchmarks-that-seals-nothing"));
        LargeRegistry registry = new LargeRegistry(database, command.start(), port);
        try {
            registry.awaitReady(log);
            registry.fill();
            registry.logIn();
        } catch (Exception e) {
            registry.close();
            throw e;
        }
        return registry;
    }

    DataSource database() {
        return database.dataSource();
    }

    /** Asks and reads the whole answer. */
    void get(String path) throws IOException, InterruptedException {
        send(request(path).GET().build());
    }

    void move(String service, String state) throws IOException, InterruptedException {
        send(request("/api/v1/services/" + service + "/transitions").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"to\":\"" + state + "\",\"reason\":\"It lives.\"}")).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private void send(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + " was answered with " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
    }

    private void awaitReady(Path log) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        HttpRequest probe = HttpRequest.newBuilder(base.resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2)).build();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(probe, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It has not opened its port.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException("The registry did not become ready; see " + log);
    }

    private void fill() throws Exception {
        try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.execute(SERVICES);
            statement.execute(INSTANCES);
            // Autovacuum does both in a while; a benchmark does not wait for it.
            statement.execute("vacuum analyze service");
            statement.execute("vacuum analyze instance");
        }
    }

    private void logIn() throws Exception {
        String pair = Base64.getEncoder().encodeToString("cli:benchmark".getBytes(StandardCharsets.UTF_8));
        var response = http.send(
                HttpRequest.newBuilder(base.resolve("/oauth2/token")).header("Authorization", "Basic " + pair)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials")).build(),
                BodyHandlers.ofString());
        token = JsonMapper.shared().readTree(response.body()).path("access_token").asString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
