package polis.dependencymap.flood;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import polis.dependencymap.ReportedSpans;

/** Spans as somebody sends them who makes up names. */
final class FloodSpans {

    private FloodSpans() {}

    /** A request of root spans, each of another service. */
    static String roots(String prefix, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> span(ReportedSpans.hex(), ReportedSpans.hex(), null, "SERVER", prefix + i, null))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A request of calls, each from one service to the next in the list of pairs. */
    static String calls(List<String[]> pairs) {
        return pairs.stream().map(pair -> {
            String trace = ReportedSpans.hex();
            String client = ReportedSpans.hex();
            return span(trace, client, null, "CLIENT", pair[0], null) + ","
                    + span(trace, ReportedSpans.hex(), client, "SERVER", pair[1], null);
        }).collect(Collectors.joining(",", "[", "]"));
    }

    /** A request of messages that each service sends to the topic, or reads from it. */
    static String messages(List<String> services, String topic, boolean sent) {
        return services.stream().map(service -> span(ReportedSpans.hex(), ReportedSpans.hex(), null,
                sent ? "PRODUCER" : "CONSUMER", service, topic)).collect(Collectors.joining(",", "[", "]"));
    }

    private static String span(String trace, String id, String parent, String kind, String service, String topic) {
        return "{\"traceId\":\"%s\",\"id\":\"%s\",%s\"kind\":\"%s\",\"name\":\"get\",\"timestamp\":%d,\"duration\":%d,\"localEndpoint\":{\"serviceName\":\"%s\"}%s}"
                .formatted(trace, id, parent == null ? "" : "\"parentId\":\"" + parent + "\",", kind,
                        Instant.now().toEpochMilli() * 1000, 1000 + Math.floorMod(id.hashCode(), 9000), service,
                        topic == null ? "" : ",\"tags\":{\"messaging.destination.name\":\"" + topic + "\"}");
    }
}
