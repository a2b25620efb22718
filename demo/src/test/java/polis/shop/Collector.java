package polis.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Zipkin collector that keeps what it is sent and says who called whom, as any tracing system would read it. */
class Collector implements AutoCloseable {

    private final HttpServer server;
    private final List<JsonNode> spans = new CopyOnWriteArrayList<>();

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/spans", this::collect);
        server.start();
    }

    private void collect(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
            JsonMapper.shared().readTree(body).forEach(spans::add);
            exchange.sendResponseHeaders(202, -1);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/api/v2/spans";
    }

    List<JsonNode> spans() {
        return List.copyOf(spans);
    }

    /** {@code caller → callee}, with a topic between the two sides of a queue. */
    Set<String> edges() {
        Map<String, JsonNode> byId = spans.stream()
                .collect(Collectors.toMap(span -> span.path("id").asString(), span -> span, (one, other) -> one));
        Set<String> edges = new TreeSet<>();
        for (JsonNode span : spans) {
            String topic = span.path("tags").path("messaging.destination.name").asString("");
            switch (span.path("kind").asString("")) {
                case "PRODUCER" -> edges.add(service(span) + " → topic " + topic);
                case "CONSUMER" -> edges.add("topic " + topic + " → " + service(span));
                case "SERVER" -> {
                    JsonNode parent = byId.get(span.path("parentId").asString(""));
                    edges.add((parent == null ? "user" : service(parent)) + " → " + service(span));
                }
                case "CLIENT" -> {
                    boolean answered = spans.stream()
                            .anyMatch(child -> child.path("parentId").asString("").equals(span.path("id").asString()));
                    if (!answered) {
                        edges.add(service(span) + " → unknown " + span.path("tags").path("http.url").asString(""));
                    }
                }
                default -> edges.add("unkind " + span);
            }
        }
        return edges;
    }

    private static String service(JsonNode span) {
        return span.path("localEndpoint").path("serviceName").asString("?");
    }

    @Override
    public void close() {
        server.stop(0);
    }

}
