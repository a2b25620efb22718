package polis.dependencymap.rendering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.EdgeKey;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.Totals;

/** All nodes and edges of the map, by their final names: those with traffic and those that are only declared. */
public final class Topology {

    private final List<Node> nodes;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Edge> edges;

    private Topology(List<Node> nodes, List<Edge> edges) {
        this.nodes = nodes;
        this.edges = edges;
        for (int i = 0; i < nodes.size(); i++) {
            numbers.put(nodes.get(i).name(), i);
        }
    }

    /** Builds the topology from traffic and catalogue. */
    public static Topology of(Totals totals, List<CatalogEntry> entries) {
        var names = new NodeNames(new HashSet<>(entries.stream().map(CatalogEntry::name).toList()), totals);
        Map<EdgeKey, Load> loads = new HashMap<>();
        totals.edges().forEach((edge, load) -> {
            Node from = names.nodeOf(edge.from());
            Node to = names.nodeOf(edge.to());
            if (from != null && to != null) {
                loads.computeIfAbsent(new EdgeKey(from, to, edge.asynchronous()), key -> new Load()).add(load);
            }
        });
        Set<EdgeKey> declared = declared(entries, loads);
        declared.forEach(edge -> loads.computeIfAbsent(edge, key -> new Load()));
        Map<String, Node> nodes = new TreeMap<>();
        entries.forEach(entry -> nodes.put(entry.name(), new Node(entry.name(), NodeType.SERVICE)));
        totals.services().keySet().forEach(node -> nodes.put(node.name(), node));
        loads.keySet().forEach(edge -> {
            nodes.put(edge.from().name(), edge.from());
            nodes.put(edge.to().name(), edge.to());
        });
        List<Edge> edges = new ArrayList<>();
        loads.forEach((edge, load) -> edges.add(new Edge(edge, load, declared.contains(edge))));
        return of(nodes, edges);
    }

    /** These nodes, by name, and these edges between them. */
    static Topology of(Map<String, Node> nodes, Collection<Edge> edges) {
        return new Topology(List.copyOf(new TreeMap<>(nodes).values()),
                edges.stream().sorted(
                        Comparator.comparing(Edge::from).thenComparing(Edge::to).thenComparing(Edge::asynchronous))
                        .toList());
    }

    /**
     * Returns the edges that are declared. A dependency that is served over a topic declares the two edges to and from
     * the topic, and one over which there is traffic of either kind that one.
     */
    private static Set<EdgeKey> declared(List<CatalogEntry> entries, Map<EdgeKey, Load> loads) {
        Map<Node, List<EdgeKey>> leaving = new HashMap<>();
        loads.keySet().forEach(edge -> leaving.computeIfAbsent(edge.from(), from -> new ArrayList<>()).add(edge));
        Set<EdgeKey> declared = new HashSet<>();
        for (CatalogEntry entry : entries) {
            var from = new Node(entry.name(), NodeType.SERVICE);
            for (String dependency : entry.dependsOn()) {
                var to = new Node(dependency, NodeType.SERVICE);
                List<EdgeKey> observed = new ArrayList<>(overTopics(from, to, leaving));
                // A reader may declare the dependency as well: it needs the sender.
                observed.addAll(overTopics(to, from, leaving));
                leaving.getOrDefault(from, List.of()).stream().filter(edge -> edge.to().equals(to))
                        .forEach(observed::add);
                declared.addAll(observed.isEmpty() ? List.of(new EdgeKey(from, to, false)) : observed);
            }
        }
        return declared;
    }

    private static List<EdgeKey> overTopics(Node sender, Node reader, Map<Node, List<EdgeKey>> leaving) {
        List<EdgeKey> edges = new ArrayList<>();
        for (EdgeKey edge : leaving.getOrDefault(sender, List.of())) {
            if (edge.to().type() == NodeType.TOPIC) {
                leaving.getOrDefault(edge.to(), List.of()).stream().filter(next -> next.to().equals(reader))
                        .forEach(next -> edges.addAll(List.of(edge, next)));
            }
        }
        return edges;
    }

    /** Returns all nodes, in the order of their numbers. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Returns all edges, in the order of the numbers of the graph's edges. */
    public List<Edge> edges() {
        return edges;
    }

    /** Returns the number of the node, or -1. */
    public int numberOf(String node) {
        return numbers.getOrDefault(node, -1);
    }
}
