package polis.dependencymap.rendering;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.layout.NodeBox;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Node;

/** Assigns districts: to services by the registry, to topics by their readers, to others by their busiest user. */
public final class DistrictAssignment {

    private static final String NO_DISTRICT = "unassigned";

    private final DependencyMap map;
    private final Grouping grouping;

    private DistrictAssignment(DependencyMap map, Grouping grouping) {
        this.map = map;
        this.grouping = grouping;
    }

    /** Returns the district of every node, by number. */
    public static List<String> of(DependencyMap map, Grouping grouping) {
        var assignment = new DistrictAssignment(map, grouping);
        return IntStream.range(0, map.topology().nodes().size()).mapToObj(assignment::district).toList();
    }

    /** Returns the nodes as the layout takes them, by number. */
    static List<NodeBox> boxes(DependencyMap map, Grouping grouping) {
        List<String> districts = of(map, grouping);
        List<Node> nodes = map.topology().nodes();
        return IntStream.range(0, nodes.size()).mapToObj(i -> new NodeBox(nodes.get(i).name(), districts.get(i),
                map.depths().halves(i), nodes.get(i).type() == NodeType.TOPIC)).toList();
    }

    private String district(int number) {
        Node node = map.topology().nodes().get(number);
        return node.type() == NodeType.SERVICE ? districtOf(node) : districtByUse(number);
    }

    private String districtOf(Node service) {
        CatalogEntry entry = map.entry(service);
        String named = entry == null ? null : named(entry);
        return named == null ? NO_DISTRICT : named;
    }

    private @Nullable String named(CatalogEntry entry) {
        return grouping == Grouping.DOMAIN ? entry.domain() : entry.owner();
    }

    private String districtByUse(int node) {
        Graph graph = map.graph();
        Map<String, Long> readers = new TreeMap<>();
        Map<String, Long> callers = new TreeMap<>();
        for (int i = 0; i < graph.outDegree(node); i++) {
            Edge edge = map.topology().edges().get(graph.outEdge(node, i));
            addUser(readers, edge.key().to(), edge);
        }
        for (int i = 0; i < graph.inDegree(node); i++) {
            Edge edge = map.topology().edges().get(graph.inEdge(node, i));
            addUser(callers, edge.key().from(), edge);
        }
        Map<String, Long> users = readers.isEmpty() ? callers : readers;
        return users.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(NO_DISTRICT);
    }

    private void addUser(Map<String, Long> users, Node user, Edge edge) {
        if (user.type() == NodeType.SERVICE) {
            users.merge(districtOf(user), edge.load().calls() + 1, Long::sum);
        }
    }
}
