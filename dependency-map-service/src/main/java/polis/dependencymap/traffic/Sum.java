package polis.dependencymap.traffic;

import java.util.HashMap;
import java.util.Map;

/** Adds up rows of any resolution, by road and by service. */
final class Sum {

    private final Nodes nodes;
    private final Selection selection;
    private final int mostPlaces;
    private final int mostRoads;
    private final Map<Road, Load> roads = new HashMap<>();
    private final Map<Node, Load> services = new HashMap<>();
    private int earliest = -1;
    private boolean overflowing;

    /** Adds up what is selected, up to so many places and roads. */
    Sum(Nodes nodes, Selection selection, int mostPlaces, int mostRoads) {
        this.nodes = nodes;
        this.selection = selection;
        this.mostPlaces = mostPlaces;
        this.mostRoads = mostRoads;
    }

    void road(SumRow row) {
        if (!selection.hasRoad(row)) {
            return;
        }
        Node from = nodes.numbered(row.caller());
        Node to = nodes.numbered(row.callee());
        if (from != null && to != null) {
            add(roads, new Road(from, to, row.asynchronous()), mostRoads, row);
        }
    }

    void service(SumRow row) {
        if (!selection.hasPlace(row.caller())) {
            return;
        }
        Node service = nodes.numbered(row.caller());
        if (service != null) {
            add(services, service, mostPlaces, row);
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

    /** Whether there was more than was to be added up. */
    boolean isOverflowing() {
        return overflowing;
    }

    Selection selection() {
        return selection;
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
