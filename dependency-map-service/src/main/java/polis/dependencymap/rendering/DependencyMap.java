package polis.dependencymap.rendering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.cycle.Cycle;
import polis.dependencymap.cycle.Cycles;
import polis.dependencymap.cycle.Network;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Depths;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Node;

// ADR 87
/**
 * The dependencies as a graph, measured. Depth is measured along all edges, so that it can be read before there is
 * traffic; cycles are those that there is traffic on.
 */
public final class DependencyMap {

    private final Topology topology;
    private final double seconds;
    private final Map<String, CatalogEntry> entries = new HashMap<>();
    private final Graph graph;
    private final Components components;
    private final Depths depths;
    private final List<Edge> observed;
    private final Graph observedGraph;
    private final Components observedComponents;
    private final @Nullable String[] cycleOf;
    private @Nullable List<Cycle> cycles;

    /**
     * Builds the map of these edges.
     *
     * @param seconds in which their traffic was counted
     */
    public DependencyMap(Topology topology, List<CatalogEntry> catalog, double seconds) {
        this.topology = topology;
        this.seconds = seconds;
        catalog.forEach(entry -> entries.put(entry.name(), entry));
        this.graph = graphOf(topology.edges());
        this.components = Components.of(graph);
        this.depths = Depths.of(graph, components, stops());
        this.observed = topology.edges().stream().filter(Edge::observed).toList();
        this.observedGraph = graphOf(observed);
        this.observedComponents = Components.of(observedGraph);
        this.cycleOf = cycleIds();
    }

    private Graph graphOf(List<Edge> edges) {
        return Graph.of(topology.nodes().size(),
                edges.stream().mapToInt(edge -> topology.numberOf(edge.from())).toArray(),
                edges.stream().mapToInt(edge -> topology.numberOf(edge.to())).toArray());
    }

    private @Nullable String[] cycleIds() {
        Map<Integer, List<String>> members = new HashMap<>();
        for (int i = 0; i < observedGraph.nodes(); i++) {
            if (observedComponents.isCycle(observedComponents.of(i))) {
                // Nodes are in alphabetical order, and so are the members.
                members.computeIfAbsent(observedComponents.of(i), component -> new ArrayList<>())
                        .add(topology.nodes().get(i).name());
            }
        }
        Map<Integer, String> ids = new HashMap<>();
        members.forEach((component, names) -> ids.put(component, Cycles.idOf(names)));
        return IntStream.range(0, observedGraph.nodes()).mapToObj(i -> ids.get(observedComponents.of(i)))
                .toArray(String[]::new);
    }

    public Topology topology() {
        return topology;
    }

    /** Returns the graph of all edges, numbered as {@link Topology#edges()}. */
    public Graph graph() {
        return graph;
    }

    public Components components() {
        return components;
    }

    public Depths depths() {
        return depths;
    }

    /**
     * Returns the edges with traffic, which the edge numbers of {@link #observedGraph()} and {@link #cycles()} mean.
     */
    public List<Edge> observed() {
        return observed;
    }

    public Graph observedGraph() {
        return observedGraph;
    }

    public Components observedComponents() {
        return observedComponents;
    }

    /** Returns the cycles with advice; computed on the first call. */
    public synchronized List<Cycle> cycles() {
        List<Cycle> found = cycles;
        if (found == null) {
            found = Cycles.of(new Network(observedGraph,
                    topology.nodes().stream()
                            .map(node -> new Network.Node(node.name(), node.type() == NodeType.TOPIC,
                                    node.type() == NodeType.TOPIC || node.type() == NodeType.BROKER))
                            .toList(),
                    observed.stream().map(this::use).toList()), observedComponents);
            cycles = found;
        }
        return found;
    }

    private Network.EdgeUse use(Edge edge) {
        String owner = ownerOf(edge.from());
        String other = ownerOf(edge.to());
        return new Network.EdgeUse(edge.asynchronous(), edge.load().calls() * 60 / seconds, isInversion(edge),
                owner != null && other != null && !owner.equals(other));
    }

    private @Nullable String ownerOf(String name) {
        CatalogEntry entry = entries.get(name);
        return entry == null ? null : entry.owner();
    }

    /** Returns whether a more vital service waits here for one that is known to be less vital. */
    public boolean isInversion(Edge edge) {
        Integer tier = tier(edge.key().from());
        Integer other = tier(edge.key().to());
        return !edge.asynchronous() && tier != null && other != null && tier < other;
    }

    private @Nullable Integer tier(Node node) {
        CatalogEntry entry = entry(node);
        return entry == null ? null : entry.tier();
    }

    /** Returns what the registry says of the node, null if it is no service or the registry does not know it. */
    public @Nullable CatalogEntry entry(Node node) {
        return node.type() == NodeType.SERVICE ? entries.get(node.name()) : null;
    }

    /** Returns the id of the cycle that the node is a member of. */
    public @Nullable String cycleOf(int number) {
        return cycleOf[number];
    }

    /** Returns the cycle that both ends of an observed edge are members of. */
    public @Nullable String cycleOf(Edge edge) {
        String cycle = cycleOf[topology.numberOf(edge.from())];
        boolean within = edge.observed() && !edge.from().equals(edge.to())
                && Objects.equals(cycle, cycleOf[topology.numberOf(edge.to())]);
        return within ? cycle : null;
    }

    /** Returns which nodes are no destinations: topics. */
    public boolean[] stops() {
        return where(NodeType.TOPIC);
    }

    /** Returns which nodes only pass messages on. */
    public boolean[] channels() {
        return where(NodeType.TOPIC, NodeType.BROKER);
    }

    private boolean[] where(NodeType... types) {
        List<NodeType> wanted = Arrays.asList(types);
        boolean[] those = new boolean[topology.nodes().size()];
        for (int i = 0; i < those.length; i++) {
            those[i] = wanted.contains(topology.nodes().get(i).type());
        }
        return those;
    }

    public Measure measure() {
        int services = (int) topology.nodes().stream().filter(node -> node.type() == NodeType.SERVICE).count();
        return new Measure(services, topology.nodes().size(), topology.edges().size(), depths.max(),
                (int) Arrays.stream(cycleOf).filter(Objects::nonNull).distinct().count(),
                (int) Arrays.stream(cycleOf).filter(Objects::nonNull).count());
    }

    /** Returns the name of a kind of node in answers. */
    public static String typeName(NodeType type) {
        return NodeNames.typeName(type);
    }
}
