package polis.scheduler.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A peer that can go away and come back on the same port. */
abstract class StubServer implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    private int port;
    private HttpServer server;

    record Answer(int status, Object body, Map<String, String> headers) {

        static Answer ok(Object body) {
            return new Answer(200, body, Map.of());
        }

        static Answer of(int status, String detail) {
            return new Answer(status, Map.of("status", status, "detail", detail), Map.of());
        }
    }

    abstract Answer answer(String method, String[] path, JsonNode body, HttpExchange exchange);

    public synchronized void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    public URI uri() {
        return URI.create("http://localhost:" + port);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer;
            synchronized (this) {
                answer = answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath().substring(1).split("/"),
                        text.startsWith("{") ? JSON.readTree(text) : JSON.createObjectNode(), exchange);
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            if (answer.status() == 304) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            byte[] bytes = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
