package polis.benchmark.registry;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import polis.benchmark.ProcessCost;

/** A Eureka server in a process of its own; ours and the peer's get the same JVM flags. */
final class RegistryServer {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A server that uses less than a tenth of a core is done with what it was given. */
    private static final double QUIET = 0.05;
    private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");

    /** More flags for both, for whoever wants to look inside while they run. */
    private static final String FLAGS = System.getProperty("polis.benchmark.flags", "");

    private final String name;
    private final int port;
    private final Process process;

    private RegistryServer(String name, int port, Process process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    static RegistryServer start(String name, Path jar, Path log, List<String> arguments) throws Exception {
        return start(name, jar, log, "-Xmx1g", arguments);
    }

    static RegistryServer start(String name, Path jar, Path log, String heap, List<String> arguments) throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(JDK.resolve("java").toString(), "-XX:+UseSerialGC", heap));
        Stream.of(FLAGS.split(" ", -1)).filter(flag -> !flag.isBlank()).forEach(command::add);
        command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        RegistryServer server = new RegistryServer(name, port, process);
        server.awaitAnswers(log);
        return server;
    }

    int port() {
        return port;
    }

    double cpuSeconds() throws IOException {
        return ProcessCost.of(process.pid()).cpuSeconds();
    }

    /**
     * Waits until what was asked for is done, the writing behind included; says how many seconds that took, to half a
     * second.
     */
    double settle() throws Exception {
        long start = System.nanoTime();
        long deadline = start + PATIENCE.toNanos();
        double before = cpuSeconds();
        while (System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(500);
            double now = cpuSeconds();
            if (now - before <= QUIET) {
                return (System.nanoTime() - start) / 1e9;
            }
            before = now;
        }
        System.out.println(name + " is still busy after " + PATIENCE.toSeconds() + " s");
        return PATIENCE.toSeconds();
    }

    /** MiB of live objects, after a full collection. */
    double liveHeap() throws Exception {
        Process jcmd = new ProcessBuilder(JDK.resolve("jcmd").toString(), Long.toString(process.pid()),
                "GC.class_histogram").redirectErrorStream(true).start();
        String out = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String total = out.lines().filter(line -> line.startsWith("Total")).findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " gave no histogram: " + out));
        return Long.parseLong(total.trim().split("\\s+", -1)[2]) / 1024.0 / 1024.0;
    }

    private void awaitAnswers(Path log) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (RegistryWire wire = new RegistryWire(port)) {
                if (wire.call("GET", "/eureka/apps", null) < 500) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
        throw new IllegalStateException(name + " did not start:\n" + Files.readString(log));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
