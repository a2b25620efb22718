package polis.dependencymap.traffic;

import java.util.HashMap;
import java.util.Map;

/** Adds up rows of any resolution, by edge and by service. */
final class Sum {

    private final Nodes nodes;
    private final Selection selection;
    private final int mostNodes;
    private final int mostEdges;
    private final Map<EdgeKey, Load> edges = new HashMap<>();
    private final Map<Node, Load> services = new HashMap<>();
    private int earliest = -1;
    private boolean overflowing;

    /** Adds up what is selected, up to so many nodes and edges. */
    Sum(Nodes nodes, Selection selection, int mostNodes, int mostEdges) {
        this.nodes = nodes;
        this.selection = selection;
        this.mostNodes = mostNodes;
        this.mostEdges = mostEdges;
    }

    void edge(SumRow row) {
        if (!selection.hasEdge(row)) {
            return;
        }
        Node from = nodes.numbered(row.caller());
        Node to = nodes.numbered(row.callee());
        if (from != null && to != null) {
            add(edges, new EdgeKey(from, to, row.asynchronous()), mostEdges, row);
        }
    }

    void service(SumRow row) {
        if (!selection.hasNode(row.caller())) {
            return;
        }
        Node service = nodes.numbered(row.caller());
        if (service != null) {
            add(services, service, mostNodes, row);
        }
    }

    private <K> void add(Map<K, Load> loads, K key, int most, SumRow row) {
        Load load = loads.get(key);
        if (load == null) {
            if (loads.size() >= most) {
                overflowing = true;
                return;
            }
            load = new Load();
            loads.put(key, load);
        }
        load.add(row.calls(), row.errors(), row.latency().array());
        earliest = earliest < 0 ? row.minute() : Math.min(earliest, row.minute());
    }

    /** Returns whether there was more than was to be added up. */
    boolean isOverflowing() {
        return overflowing;
    }

    Selection selection() {
        return selection;
    }

    Map<EdgeKey, Load> edges() {
        return edges;
    }

    Map<Node, Load> services() {
        return services;
    }

    /** Returns the first minute of the first bucket that had anything in it, or -1 if none had. */
    int earliest() {
        return earliest;
    }
}
