package polis.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Zipkin v2 spans of finished calls between two services. */
record Spans(List<Map<String, Object>> all) {

    static Spans between(String client, String server, int calls) {
        List<Map<String, Object>> spans = new ArrayList<>();
        long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        for (int i = 1; i <= calls; i++) {
            String trace = "%016x".formatted(now + i);
            spans.add(span(trace, client, server, "CLIENT", now));
            spans.add(span(trace, server, client, "SERVER", now));
        }
        return new Spans(spans);
    }

    private static Map<String, Object> span(String trace, String service, String peer, String kind, long at) {
        return Map.of("traceId", trace, "id", trace, "kind", kind, "timestamp", at, "duration", 1500, "name", "get",
                "localEndpoint", Map.of("serviceName", service), "remoteEndpoint", Map.of("serviceName", peer),
                "shared", kind.equals("SERVER"));
    }

}
