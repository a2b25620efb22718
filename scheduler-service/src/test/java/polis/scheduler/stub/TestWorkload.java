package polis.scheduler.stub;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A workload in a jar of its own: answers health checks and registers itself while it is healthy. */
public final class TestWorkload {

    private TestWorkload() {}

    public static void main(String[] arguments) throws IOException {
        List<String> options = List.of(arguments);
        System.err.println("workload " + System.getenv("POLIS_INSTANCE_ID") + " starts");
        if (options.contains("--crash")) {
            System.err.println("no way to reach the warehouse");
            System.exit(3);
        }
        if (options.contains("--babble")) {
            String password = System.getenv("DB_PASS");
            System.err.println("x".repeat(9000) + " connecting with password=hunter2 as " + password);
            System.err.println("{\"apiKey\": \"hunter2\"} to https://cart:hunter2@example.org/x");
            System.err.println("Authorization: Bearer hunter2");
            System.err.println("wrapped: " + password.substring(0, 7));
            System.err.println(password.substring(7) + " is wrong, no way to reach the warehouse");
            System.err.print("again " + password.substring(0, 12));
            System.exit(3);
        }
        int port = Integer.parseInt(System.getenv("SERVER_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/health", exchange -> {
            boolean well = !options.contains("--sick") && !Files.exists(sickNote());
            exchange.sendResponseHeaders(well ? 200 : 503, -1);
            exchange.close();
        });
        server.createContext("/env", exchange -> {
            byte[] body = String.join("\n", System.getenv().keySet()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/eureka", exchange -> {
            byte[] body = String.valueOf(System.getenv("EUREKA_CLIENT_SERVICEURL_DEFAULTZONE"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/read", exchange -> {
            byte[] body;
            int status = 200;
            try {
                body = read(Path.of(exchange.getRequestURI().getQuery())).getBytes(StandardCharsets.UTF_8);
            } catch (IOException denied) {
                status = 403;
                body = denied.getClass().getSimpleName().getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        if (!options.contains("--shy")) {
            Thread.ofPlatform().daemon().start(TestWorkload::heartbeat);
        }
    }

    /** What is in the file, where the link leads, or what the folder holds. */
    private static String read(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return Files.readSymbolicLink(path).toString();
        }
        try (var entries = Files.newDirectoryStream(path)) {
            StringBuilder names = new StringBuilder();
            entries.forEach(entry -> names.append(entry).append('\n'));
            return names.toString();
        } catch (NotDirectoryException file) {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        }
    }

    /** A file that makes the instance of that port unhealthy. */
    private static Path sickNote() {
        return Path.of(System.getenv("POLIS_INSTANCE_ID") + ".sick");
    }

    private static void heartbeat() {
        while (true) {
            try {
                HttpURLConnection call = (HttpURLConnection) URI
                        .create(System.getenv("REGISTRY") + "/stub/" + System.getenv("POLIS_INSTANCE_ID")).toURL()
                        .openConnection();
                call.setRequestMethod("PUT");
                call.setDoOutput(true);
                try (OutputStream body = call.getOutputStream()) {
                    body.write(("{\"service\":\"" + System.getenv("SPRING_APPLICATION_NAME") + "\",\"version\":\""
                            + System.getenv("POLIS_VERSION") + "\",\"port\":" + System.getenv("SERVER_PORT") + "}")
                            .getBytes(StandardCharsets.UTF_8));
                }
                call.getResponseCode();
            } catch (IOException away) {
                System.err.println("registry is away");
            }
            LockSupport.parkNanos(200_000_000);
        }
    }

    /** Writes the program to a jar that can be run. */
    public static Path jar(Path file) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TestWorkload.class.getName());
        String entry = TestWorkload.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var code = TestWorkload.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new ZipEntry(entry));
            code.transferTo(jar);
            jar.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
