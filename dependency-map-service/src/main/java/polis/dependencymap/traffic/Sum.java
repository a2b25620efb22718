package polis.dependencymap.traffic;

import java.util.HashMap;
import java.util.Map;

/** Adds up rows of any resolution, by road and by service. */
final class Sum {

    private final Nodes nodes;
    private final Map<Road, Load> roads = new HashMap<>();
    private final Map<Node, Load> services = new HashMap<>();
    private int earliest = -1;

    Sum(Nodes nodes) {
        this.nodes = nodes;
    }

    void road(SumRow row) {
        Node from = nodes.numbered(row.caller());
        Node to = nodes.numbered(row.callee());
        if (from != null && to != null) {
            add(roads.computeIfAbsent(new Road(from, to, row.asynchronous()), road -> new Load()), row);
        }
    }

    void service(SumRow row) {
        Node service = nodes.numbered(row.caller());
        if (service != null) {
            add(services.computeIfAbsent(service, node -> new Load()), row);
        }
    }

    private void add(Load load, SumRow row) {
        load.add(row.calls(), row.errors(), row.latency().array());
        earliest = earliest < 0 ? row.minute() : Math.min(earliest, row.minute());
    }

    Map<Road, Load> roads() {
        return roads;
    }

    Map<Node, Load> services() {
        return services;
    }

    /** The first minute of the first bucket that had anything in it, or -1 if none had. */
    int earliest() {
        return earliest;
    }
}
