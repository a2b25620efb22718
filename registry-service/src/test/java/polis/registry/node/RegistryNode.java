package polis.registry.node;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import polis.postgres.test.TestDatabase;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.EurekaWire;
import polis.registry.RegistryScenario;

/** One node of several on one database: in this process, or in one of its own that can be killed. */
public final class RegistryNode implements AutoCloseable {

    private final String base;
    private final ConfigurableApplicationContext context;
    private final Process process;

    private RegistryNode(String base, ConfigurableApplicationContext context, Process process) {
        this.base = base;
        this.context = context;
        this.process = process;
    }

    static RegistryNode start(TestDatabase database, int port, String... peers) {
        var application = new SpringApplicationBuilder(RegistryScenario.application()).registerShutdownHook(false);
        return new RegistryNode(local(port), application.run(arguments(database, database.jdbcUrl(), port, peers)),
                null);
    }

    /** In a process of its own; where it runs out of memory, it ends. */
    public static RegistryNode fork(TestDatabase database, int port, String... peers) throws IOException {
        return fork(database, port, List.of(), peers);
    }

    /** With flags of the JVM, which come after the usual ones. */
    static RegistryNode fork(TestDatabase database, int port, List<String> flags, String... peers) throws IOException {
        return new RegistryNode(local(port), null,
                java(List.of(), flags, "node-" + port, arguments(database, database.jdbcUrl(), port, peers)));
    }

    /** With the paces that it has by itself; its command begins with {@code prefix}. */
    static RegistryNode forkAsIs(TestDatabase database, int port, List<String> prefix) throws IOException {
        String[] usual = Stream.of(arguments(database, database.jdbcUrl(), port))
                .filter(argument -> !argument.contains(".health.") && !argument.contains(".node."))
                .toArray(String[]::new);
        return new RegistryNode(local(port), null, java(prefix, List.of(), "node-" + port, usual));
    }

    /** On a machine of its own, from where the database has another address. */
    static RegistryNode fork(TestDatabase database, List<String> machine, String address, String jdbcUrl,
            String... peers) throws IOException {
        return new RegistryNode("http://" + address + ":8761", null,
                java(machine, List.of(), "node-" + address, arguments(database, jdbcUrl, 8761, peers)));
    }

    private static Process java(List<String> prefix, List<String> flags, String name, String... arguments)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(flags);
        command.addAll(
                List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RegistryScenario.application().getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/" + name + ".log"))).start();
    }

    private static String[] arguments(TestDatabase database, String jdbcUrl, int port, String... peers) {
        return new String[] {"--server.port=" + port, "--spring.datasource.url=" + jdbcUrl,
            "--spring.datasource.username=" + database.username(),
            "--spring.datasource.password=" + database.password(), "--polis.registry.clients.cli=cli-secret",
            "--polis.registry.clients.scheduler=scheduler-secret", "--polis.registry.eureka.password=eureka-secret",
            "--polis.registry.eureka.node-password=node-secret", "--polis.registry.node.compare=500ms",
            "--polis.registry.node.heartbeats=200ms", "--polis.registry.node.silence=5s",
            "--polis.registry.health.interval=200ms", "--polis.registry.health.fast-interval=200ms",
            "--polis.registry.node.peers=" + String.join(",", peers)};
    }

    private static String local(int port) {
        return "http://localhost:" + port;
    }

    static String url(int port) {
        return "http://localhost:" + port + "/eureka/";
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EurekaWire eureka() {
        return RegistryScenario.eureka(new Api(base));
    }

    /** As a client that soon goes elsewhere. */
    EurekaWire impatientEureka() {
        return RegistryScenario.eureka(new Api(base).within(Duration.ofSeconds(1)));
    }

    Api anonymous() {
        return new Api(base);
    }

    public Api admin() {
        var api = new Api(base);
        return api.bearer(api.clientToken("cli", "cli-secret"));
    }

    String state(String service, String id) {
        return admin().get("/api/v1/services/" + service + "/instances/" + id).text("state");
    }

    /** What it holds, in a word. */
    String digest() {
        Answer answer = new Api(base).basic("registry-node", "node-secret").get("/eureka/peerreplication/digest");
        return answer.is(200).text("digest") + " " + answer.json().path("leases").asInt();
    }

    public boolean up() {
        try {
            return new Api(base).get("/actuator/health/liveness").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    long pid() {
        return process.pid();
    }

    /** Stops it where it is, as a container that is paused, until {@link #goOn()}. */
    void standStill() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + name + " ended with " + code);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        } else {
            process.destroyForcibly();
        }
    }
}
