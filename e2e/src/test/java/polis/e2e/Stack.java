package polis.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import tools.jackson.databind.JsonNode;

/** A stack of its own, started by the launcher as a user starts it: own data, own ports. */
final class Stack implements AutoCloseable {

    static final Path LAUNCHER = Repository.ROOT.resolve("cli/target/polis-cli.jar");

    private final Path data;
    private final int offset;
    private final Process launcher;

    private Stack(Path data, int offset, Process launcher) {
        this.data = data;
        this.offset = offset;
        this.launcher = launcher;
    }

    /** Brings it up and waits until it is up. */
    static Stack up(String name, int offset, String... more) {
        try {
            Files.createDirectories(Repository.ARTEFACTS);
            Path data = Repository.ROOT.resolve("e2e/target/stack-" + name);
            Command.of("rm", "-rf", data.toString()).succeed();
            List<String> words = new ArrayList<>(
                    List.of("up", "--data", data.toString(), "--port-offset", Integer.toString(offset)));
            words.addAll(List.of(more));
            Path log = Repository.ARTEFACTS.resolve("up-" + name + ".log");
            Stack stack = new Stack(data, offset, launch(words).start(log));
            await().atMost(Duration.ofMinutes(8)).pollInterval(Duration.ofMillis(200)).until(() -> {
                if (!stack.launcher.isAlive()) {
                    throw new AssertionError("Polis did not come up:\n" + Files.readString(log));
                }
                return Files.exists(stack.stateFile()) && stack.state().get("status").asString().equals("UP");
            });
            return stack;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static Command launch(String... arguments) {
        return launch(List.of(arguments));
    }

    private static Command launch(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpolis.home=" + Repository.ROOT, "-jar", LAUNCHER.toString()));
        words.addAll(arguments);
        return Command.of(words);
    }

    /** The launcher with a subcommand for this stack. */
    Command polis(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--data", this.data.toString()));
        return launch(words);
    }

    String token(String role) {
        String output = polis("token", "create", "--role", role, "--ttl", "PT1H").succeed();
        return output.lines().map(String::strip).filter((line) -> line.startsWith("ey")).findFirst().orElseThrow();
    }

    String registry() {
        return url(8761);
    }

    String versionset() {
        return url(8081);
    }

    String scheduler() {
        return url(8082);
    }

    String map() {
        return url(8083);
    }

    String gateway() {
        return url(8080);
    }

    String console() {
        return url(9080);
    }

    private String url(int port) {
        return "http://localhost:" + (port + this.offset);
    }

    long launcherPid() {
        return this.launcher.pid();
    }

    /** The process of one of the five services, as the launcher's state has it. */
    ProcessHandle process(String service) {
        for (JsonNode running : state().get("services")) {
            if (running.get("name").asString().equals(service)) {
                return ProcessHandle.of(running.get("process").get("pid").asLong()).orElseThrow();
            }
        }
        throw new AssertionError(service + " is not in " + state());
    }

    private Path stateFile() {
        return this.data.resolve("run/stack.json");
    }

    private JsonNode state() {
        try {
            return Api.JSON.readTree(Files.readString(stateFile()));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Every process that carries this stack's mark in its environment. */
    List<ProcessHandle> processes() {
        String mark = "POLIS_STACK=" + this.data.toAbsolutePath().normalize();
        return ProcessHandle.allProcesses().filter((process) -> {
            try {
                return Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"),
                        java.nio.charset.StandardCharsets.ISO_8859_1).contains(mark);
            } catch (IOException ex) {
                return false;
            }
        }).toList();
    }

    int offset() {
        return this.offset;
    }

    Path data() {
        return this.data;
    }

    /** The PostgreSQL of this stack. */
    String database() {
        return "jdbc:postgresql://127.0.0.1:" + (15_432 + this.offset) + "/polis";
    }

    /** One of those that the documentation sends people to. */
    String secret(String name) {
        return secrets().getProperty(name);
    }

    Properties secrets() {
        Properties secrets = new Properties();
        try (var reader = Files.newBufferedReader(this.data.resolve("secrets.properties"))) {
            secrets.load(reader);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return secrets;
    }

    /** {@code polis down}, and the end of the launcher. */
    void down() {
        polis("down").within(Duration.ofMinutes(3)).succeed();
        await().atMost(Duration.ofMinutes(1)).until(() -> !this.launcher.isAlive());
    }

    @Override
    public void close() {
        polis("down").within(Duration.ofMinutes(3)).run();
        processes().forEach(ProcessHandle::destroyForcibly);
    }

}
