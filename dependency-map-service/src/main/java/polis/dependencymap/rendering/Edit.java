package polis.dependencymap.rendering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.change.Change;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.EdgeKey;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;
import polis.problem.Nearest;

// ADR 42
/**
 * Applies changes to a copy of a map, in their order. A change that cannot be applied is noted and left out. Services
 * stay when their last edge is cut; topics, databases and whatever else is there only because it is used go with it.
 */
public final class Edit {

    private static final int LONGEST_NAME = 200;

    /**
     * A change that cannot be applied.
     *
     * @param change its position in the list
     * @param field the part of it that is wrong
     * @param suggestion a name that may have been meant
     */
    public record Mistake(int change, String field, String message, @Nullable String suggestion) {}

    private final double seconds;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<EdgeKey, Edge> edges = new LinkedHashMap<>();
    private final List<CatalogEntry> entries;
    private final Map<EdgeKey, Edge> before = new LinkedHashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private int position;

    private Edit(DependencyMap map, List<CatalogEntry> entries, double seconds) {
        this.seconds = seconds;
        this.entries = new ArrayList<>(entries);
        map.topology().nodes().forEach(node -> nodes.put(node.name(), node));
        map.topology().edges().forEach(edge -> before.put(edge.key(), edge));
        edges.putAll(before);
    }

    /**
     * Returns the map with these changes.
     *
     * @param seconds in which its traffic was counted
     */
    public static Edit of(DependencyMap map, List<CatalogEntry> entries, double seconds, List<Change> changes) {
        var edit = new Edit(map, entries, seconds);
        for (Change change : changes) {
            edit.apply(change);
            edit.position++;
        }
        return edit;
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }

    public Topology topology() {
        return Topology.of(nodes, edges.values());
    }

    public List<CatalogEntry> entries() {
        return entries;
    }

    public List<Edge> cut() {
        return before.values().stream().filter(edge -> !edges.containsKey(edge.key())).toList();
    }

    public List<Edge> added() {
        return edges.values().stream().filter(edge -> !before.containsKey(edge.key())).toList();
    }

    private void apply(Change change) {
        switch (change) {
            case Change.Cut edge -> cut(edge.from(), edge.to(), edge.asynchronous());
            case Change.Invert edge -> {
                Load load = freeOf(edge.from(), edge.to(), "topic", edge.topic(), NodeType.TOPIC);
                if (load != null) {
                    connect(edge.to(), edge.topic(), true, load, true);
                    connect(edge.topic(), edge.from(), true, load, true);
                }
            }
            case Change.Extract edge -> {
                Load load = freeOf(edge.from(), edge.to(), "service", edge.service(), NodeType.SERVICE);
                if (load != null) {
                    connect(edge.from(), edge.service(), false, load, true);
                    connect(edge.to(), edge.service(), false, Load.of(1, 0), true);
                }
            }
            case Change.AddService service -> {
                if (isFree("name", service.name())) {
                    nodes.put(service.name(), new Node(service.name(), NodeType.SERVICE));
                    entries.removeIf(entry -> entry.name().equals(service.name()));
                    entries.add(new CatalogEntry(service.name(), service.domain(), service.tier(), service.owner(),
                            null, null, 0, 0, List.of()));
                }
            }
            case Change.AddTopic topic -> {
                if (isFree("name", topic.name())) {
                    nodes.put(topic.name(), new Node(topic.name(), NodeType.TOPIC));
                }
            }
            case Change.Connect edge -> {
                if (areThere(edge.from(), edge.to())) {
                    long calls = Math.max(1, Math.round(edge.callsPerSecond() * seconds));
                    connect(edge.from(), edge.to(), edge.asynchronous(), Load.of(calls, 0), edge.declared());
                }
            }
        }
    }

    /** Cuts an edge and adds a node between its ends. Returns the edge's load, or null after a mistake. */
    private @Nullable Load freeOf(String from, String to, String field, String between, NodeType type) {
        Node known = nodes.get(between);
        // One that an earlier change has built for the same purpose is used again.
        boolean built = known != null && known.type() == type && !between.equals(from) && !between.equals(to);
        boolean usable = built || isFree(field, between);
        Load load = usable ? cut(from, to, null) : null;
        if (load != null) {
            nodes.put(between, new Node(between, type));
        }
        return load;
    }

    private @Nullable Load cut(String from, String to, @Nullable Boolean asynchronous) {
        if (!areThere(from, to)) {
            return null;
        }
        List<Edge> those = edges.values().stream().filter(edge -> edge.from().equals(from) && edge.to().equals(to)
                && (asynchronous == null || asynchronous == edge.asynchronous())).toList();
        if (those.isEmpty()) {
            List<String> callees = edges.values().stream().filter(edge -> edge.from().equals(from)).map(Edge::to)
                    .toList();
            mistake("to", "has no such edge from " + from, Nearest.of(to, callees).orElse(null));
            return null;
        }
        Load load = new Load();
        for (Edge edge : those) {
            load.add(edge.load());
            edges.remove(edge.key());
        }
        leaveIfUnused(from);
        leaveIfUnused(to);
        return load;
    }

    private void leaveIfUnused(String name) {
        Node node = nodes.get(name);
        if (node != null && node.type() != NodeType.SERVICE
                && edges.keySet().stream().noneMatch(edge -> edge.from().equals(node) || edge.to().equals(node))) {
            nodes.remove(name);
        }
    }

    private void connect(String from, String to, boolean asynchronous, Load load, boolean declared) {
        Node start = nodes.get(from);
        Node end = nodes.get(to);
        if (start == null || end == null) {
            return;
        }
        boolean channel = isChannel(start) || isChannel(end);
        var edge = new EdgeKey(start, end, asynchronous || channel);
        Edge known = edges.get(edge);
        Load all = new Load();
        all.add(load.calls() == 0 ? Load.of(1, 0) : load);
        if (known != null) {
            all.add(known.load());
        }
        edges.put(edge, new Edge(edge, all, declared || (known != null && known.declared())));
    }

    private static boolean isChannel(Node node) {
        return node.type() == NodeType.TOPIC || node.type() == NodeType.BROKER;
    }

    private boolean areThere(String from, String to) {
        boolean begins = isThere("from", from);
        boolean ends = isThere("to", to);
        return begins && ends;
    }

    private boolean isThere(String field, String name) {
        boolean there = nodes.containsKey(name);
        if (!there) {
            mistake(field, "is not on the map", Nearest.of(name, nodes.keySet()).orElse(null));
        }
        return there;
    }

    private boolean isFree(String field, String name) {
        boolean named = !name.isBlank() && name.length() <= LONGEST_NAME;
        if (!named) {
            mistake(field, "must have 1 to %d characters".formatted(LONGEST_NAME), null);
        } else if (nodes.containsKey(name)) {
            mistake(field, "is on the map already", null);
            return false;
        }
        return named;
    }

    private void mistake(String field, String message, @Nullable String suggestion) {
        mistakes.add(new Mistake(position, field, message, suggestion));
    }
}
