package polis.dependencymap.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polis.dependencymap.link.Call;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Served;

/** Traffic by minute, gathered in memory until it is written. */
public final class Traffic {

    private static final long TOLERATED_FUTURE = Duration.ofMinutes(5).toMillis();

    record EdgeMinute(EdgeKey edge, int minute) {}

    record ServiceMinute(Node service, int minute) {}

    private final Duration retention;
    private final int mostEdges;
    private final Map<EdgeMinute, Load> edges = new HashMap<>();
    private final Map<ServiceMinute, Load> services = new HashMap<>();

    /**
     * Traffic of times before the retention, or far in the future, is counted for the minute in which it was told.
     *
     * @param mostEdges edges in each minute with which it is full
     */
    public Traffic(Duration retention, int mostEdges) {
        this.retention = retention;
        this.mostEdges = mostEdges;
    }

    public void add(List<Call> calls, List<Served> served, Instant now) {
        long millis = now.toEpochMilli();
        long earliest = now.minus(retention).toEpochMilli();
        for (Call call : calls) {
            var edge = new EdgeKey(new Node(call.from(), call.fromType()), new Node(call.to(), call.toType()),
                    call.asynchronous());
            add(edges, new EdgeMinute(edge, minute(call.timestamp(), millis, earliest)), call.error(), call.duration(),
                    call.weight());
        }
        for (Served each : served) {
            var service = new Node(each.service(), NodeType.SERVICE);
            add(services, new ServiceMinute(service, minute(each.timestamp(), millis, earliest)), each.error(),
                    each.duration(), each.weight());
        }
    }

    private <K> void add(Map<K, Load> loads, K key, boolean error, long duration, int times) {
        Load load = loads.get(key);
        if (load == null) {
            load = new Load();
            loads.put(key, load);
        }
        load.add(error, duration, times);
    }

    /** Returns whether it has to be written before more is added: many edges must not fill the memory. */
    public boolean isFull() {
        return edges.size() >= mostEdges || services.size() >= mostEdges;
    }

    public boolean isEmpty() {
        return edges.isEmpty() && services.isEmpty();
    }

    Map<EdgeMinute, Load> edges() {
        return edges;
    }

    Map<ServiceMinute, Load> services() {
        return services;
    }

    private static int minute(long micros, long now, long earliest) {
        long millis = micros / 1000;
        boolean believable = millis >= earliest && millis <= now + TOLERATED_FUTURE;
        return (int) ((believable ? millis : now) / 60_000);
    }
}
