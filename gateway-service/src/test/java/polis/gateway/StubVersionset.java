package polis.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** versionset-service as far as the gateway knows it. */
final class StubVersionset extends StubServer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final State state;

    StubVersionset() {
        this(new State());
    }

    private StubVersionset(State state) {
        super(state::handle);
        this.state = state;
    }

    /** Makes a revision current whose services are this JSON, in the normal form: with the defaults filled in. */
    void services(int number, String services) {
        ObjectNode normal = (ObjectNode) JSON.readTree(services);
        normal.forEach(service -> ((ObjectNode) service).withArray("routes").forEach(route -> {
            ((ObjectNode) route).putIfAbsent("stripPrefix", JSON.getNodeFactory().numberNode(0));
            ((ObjectNode) route).putIfAbsent("passAuthorization", JSON.getNodeFactory().booleanNode(false));
        }));
        state.etag = "\"" + number + "\"";
        state.body = """
                {"number":%d,"architecture":"shop","status":"HEALTHY","manifest":{"apiVersion":"polis/v1","services":%s}}"""
                .formatted(number, normal);
        state.status = 200;
    }

    /** Answers with anything. */
    void answers(int status, String type, String body) {
        state.status = status;
        state.type = type;
        state.body = body;
        state.etag = null;
    }

    int notModified() {
        return state.notModified.get();
    }

    private static final class State {

        private volatile int status = 404;

        private volatile String type = "application/json";

        private volatile String etag;

        private volatile String body = "{}";

        private final AtomicInteger notModified = new AtomicInteger();

        private void handle(HttpExchange exchange) throws IOException {
            if (!exchange.getRequestURI().getPath().equals("/api/v1/revisions/current")) {
                answer(exchange, 404, "text/plain", "");
            } else if (etag != null && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                notModified.incrementAndGet();
                exchange.sendResponseHeaders(304, -1);
                exchange.close();
            } else {
                if (etag != null) {
                    exchange.getResponseHeaders().set("ETag", etag);
                }
                answer(exchange, status, status == 404 ? "application/problem+json" : type, body);
            }
        }
    }
}
