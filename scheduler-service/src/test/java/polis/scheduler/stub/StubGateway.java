package polis.scheduler.stub;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** The gateway's administration: it knows what is RUN at the registry, and remembers weights. */
public final class StubGateway extends StubServer {

    private final StubRegistry registry;

    public final Map<String, Integer> weights = new ConcurrentHashMap<>();

    /** {@code instance weight}, in order. */
    public final List<String> weighed = new CopyOnWriteArrayList<>();

    public StubGateway(StubRegistry registry) {
        this.registry = registry;
    }

    @Override
    Answer answer(String method, String[] path, JsonNode body, HttpExchange exchange) {
        String id = path[path.length - 1];
        StubRegistry.Entry entry = registry.instances.get(id);
        if (entry == null || !entry.state().equals("RUN")) {
            return Answer.of(404, "unknown");
        }
        weights.put(id, body.path("weight").asInt());
        weighed.add(id + " " + weights.get(id));
        return Answer.ok(Map.of("id", id, "weight", weights.get(id), "inFlight", 0));
    }
}
