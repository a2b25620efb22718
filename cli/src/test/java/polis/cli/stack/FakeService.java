package polis.cli.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stands in for a Spring Boot jar: it can be extracted, it trains, it is ready on its ports. A file named after its
 * module and "-broken" in the checkout makes it end at once.
 */
public final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(FakeService.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if ("tools".equals(System.getProperty("jarmode"))) {
            Path destination = Path.of(arguments[2]);
            Files.createDirectories(destination);
            Files.copy(jar, destination.resolve(jar.getFileName()));
            return;
        }
        if ("onRefresh".equals(System.getProperty("spring.context.exit"))) {
            return;
        }
        if (Files.exists(Path.of(jar.getFileName().toString().replace(".jar", "-broken")))) {
            System.out.println("This one is broken on purpose.");
            System.exit(3);
        }
        serve(System.getenv("SERVER_PORT"));
        if (System.getenv("POLIS_GATEWAY_ADMIN_PORT") != null) {
            serve(System.getenv("POLIS_GATEWAY_ADMIN_PORT"));
        }
        System.out.println("Started.");
    }

    private static void serve(String port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", Integer.parseInt(port)), 0);
        server.createContext("/actuator/health/readiness", exchange -> answer(exchange, 200, "{\"status\":\"UP\"}"));
        server.createContext("/oauth2/token",
                exchange -> answer(exchange, 200, "{\"access_token\":\"t\",\"expires_in\":600}"));
        server.createContext("/api/v1/login-codes", exchange -> answer(exchange, 201, "{\"code\":\"open-sesame\"}"));
        server.createContext("/api/v1/summary", exchange -> answer(exchange, 200,
                "{\"services\":2,\"instances\":{\"total\":3,\"byState\":{\"RUN\":3}}}"));
        server.createContext("/api/v1/nodes",
                exchange -> answer(exchange, 200,
                        "{\"items\":[{\"name\":\"local\",\"isolation\":{\"perArchitecture\":false,\"detail\":"
                                + "\"Workloads run as the services' own user.\"}}]}"));
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
