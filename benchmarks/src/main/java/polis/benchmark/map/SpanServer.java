package polis.benchmark.map;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import polis.benchmark.ProcessCost;

/** A server that takes Zipkin's spans, in a process of its own. */
final class SpanServer {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");
    private static final Pattern COMMITTED = Pattern.compile("committed (\\d+)K");
    private static final Pattern TOTAL = Pattern.compile("total (\\d+)K");

    private final String name;
    private final int port;
    private final Process process;
    private final String spansPath;
    private final HttpClient http = HttpClient.newHttpClient();
    private String token = "";

    private SpanServer(String name, int port, Process process, String spansPath) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.spansPath = spansPath;
    }

    static SpanServer start(String name, Path jar, Path log, List<String> flags, Map<String, String> environment,
            String portVariable, String health, String spansPath) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(JDK.resolve("java").toString()));
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put(portVariable, Integer.toString(port));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        SpanServer server = new SpanServer(name, port, process, spansPath);
        server.awaitHealth(health, log);
        return server;
    }

    /** Ends the process in order, so that its recording is written; kills it when that takes too long. */
    private static void end(Process process) {
        process.destroy();
        try {
            if (process.waitFor(15, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    void authorize(String bearer) {
        token = bearer;
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    SpanWire connect() throws IOException {
        return new SpanWire(port, spansPath);
    }

    double cpuSeconds() throws IOException {
        return ProcessCost.of(process.pid()).cpuSeconds();
    }

    double compilerSeconds() throws IOException {
        return ProcessCost.compilersOf(process.pid());
    }

    double residentMebibytes() throws IOException {
        return ProcessCost.of(process.pid()).residentMebibytes();
    }

    /** Asks and reads the whole answer, whose length is returned. */
    int get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(name + " answered " + answer.statusCode() + " to " + path + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body().length;
    }

    /** MiB that the heap has grown to. */
    double heap() throws Exception {
        String info = jcmd("GC.heap_info");
        long kilobytes = 0;
        for (String line : info.lines().filter(line -> !line.contains("etaspace") && !line.contains("class space"))
                .toList()) {
            Matcher committed = COMMITTED.matcher(line);
            Matcher total = TOTAL.matcher(line);
            if (committed.find()) {
                kilobytes += Long.parseLong(committed.group(1));
            } else if (total.find()) {
                kilobytes += Long.parseLong(total.group(1));
            }
        }
        return kilobytes / 1024.0;
    }

    private String jcmd(String what) throws Exception {
        Process jcmd = new ProcessBuilder(JDK.resolve("jcmd").toString(), Long.toString(process.pid()), what)
                .redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void awaitHealth(String path, Path log) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                get(path);
                return;
            } catch (IOException | IllegalStateException e) {
                TimeUnit.MILLISECONDS.sleep(300);
            }
        }
        throw new IllegalStateException(name + " did not become ready; see " + log);
    }
}
