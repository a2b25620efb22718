package polis.scheduler.stub;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** versionset-service: the newest revision that has not failed is current. */
public final class StubVersionset extends StubServer {

    private final TreeMap<Long, JsonNode> revisions = new TreeMap<>();

    /** {@code number STATUS reason}, in order. */
    public final List<String> outcomes = new CopyOnWriteArrayList<>();

    private final Map<Long, String> architectures = new ConcurrentHashMap<>();

    /** Records a revision. @return its number */
    public long apply(String services) {
        return apply("test", services);
    }

    public synchronized long apply(String architecture, String services) {
        long number = revisions.size() + 1;
        architectures.put(number, architecture);
        revisions.put(number, JSON.readTree("{\"runtime\":\"process\",\"services\":" + services + "}"));
        return number;
    }

    @Override
    Answer answer(String method, String[] path, JsonNode body, HttpExchange exchange) {
        if (path[path.length - 1].equals("outcome")) {
            outcomes.add(path[3] + " " + body.path("status").asString() + " " + body.path("reason").asString());
            return Answer.ok(Map.of());
        }
        for (Map.Entry<Long, JsonNode> revision : revisions.descendingMap().entrySet()) {
            if (outcomes.stream().noneMatch(outcome -> outcome.startsWith(revision.getKey() + " FAILED"))) {
                String etag = "\"" + revision.getKey() + "\"";
                if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                    return new Answer(304, Map.of(), Map.of("ETag", etag));
                }
                return new Answer(200,
                        Map.of("number", revision.getKey(), "architecture",
                                architectures.getOrDefault(revision.getKey(), "test"), "status", "RECORDED", "manifest",
                                revision.getValue()),
                        Map.of("ETag", etag));
            }
        }
        return Answer.of(404, "no revision");
    }
}
