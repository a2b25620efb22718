package polis.dependencymap.drift;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.Edge;
import polis.dependencymap.traffic.Node;

/**
 * Compares a map with its catalogue. Only services declare what they depend on, and only services: edges to databases,
 * caches and into the world are never undeclared. Who is not in the catalogue and is called by nobody is a client.
 */
public final class Discrepancies {

    /** The most that are found of each type: a topic of many senders and readers has their product. */
    public static final int MOST = 5_000;

    private final DependencyMap map;
    private final List<Discrepancy> found = new ArrayList<>();
    private int room;

    private Discrepancies(DependencyMap map) {
        this.map = map;
    }

    /** Returns the discrepancies, by type, then by name, up to a limit for each type. */
    public static List<Discrepancy> of(DependencyMap map) {
        var search = new Discrepancies(map);
        for (Discrepancy.Type type : Discrepancy.Type.values()) {
            search.room = MOST;
            switch (type) {
                case DECLARED_NOT_OBSERVED -> map.topology().edges().stream()
                        .filter(edge -> edge.declared() && !edge.observed()).forEach(edge -> search.add(type, edge));
                case OBSERVED_NOT_DECLARED -> search.undeclared();
                case TIER_INVERSION ->
                    map.topology().edges().stream().filter(map::isInversion).forEach(edge -> search.add(type, edge));
                case UNDESCRIBED_SERVICE -> search.undescribed();
            }
        }
        return search.found;
    }

    private void add(Discrepancy.Type type, Edge edge) {
        add(new Discrepancy(type, edge.from(), edge.to(), null, edge));
    }

    private void add(Discrepancy discrepancy) {
        if (room > 0) {
            room--;
            found.add(discrepancy);
        }
    }

    private void undeclared() {
        for (Edge edge : map.topology().edges()) {
            boolean toldOf = map.entry(edge.key().from()) != null;
            if (edge.observed() && !edge.declared() && toldOf && edge.key().to().type() == NodeType.SERVICE) {
                add(Discrepancy.Type.OBSERVED_NOT_DECLARED, edge);
            }
        }
        for (int node = 0; node < map.topology().nodes().size() && room > 0; node++) {
            if (map.topology().nodes().get(node).type() == NodeType.TOPIC) {
                undeclaredOver(node);
            }
        }
    }

    /** Either side may declare what goes over a topic: the consumer its producer, the producer its consumer. */
    private void undeclaredOver(int topic) {
        Graph graph = map.observedGraph();
        for (int i = 0; i < graph.inDegree(topic) && room > 0; i++) {
            Edge in = map.observed().get(graph.inEdge(topic, i));
            CatalogEntry producer = map.entry(in.key().from());
            for (int k = 0; k < graph.outDegree(topic); k++) {
                Edge out = map.observed().get(graph.outEdge(topic, k));
                CatalogEntry consumer = map.entry(out.key().to());
                boolean planned = in.declared() && out.declared();
                if (producer != null && consumer != null && !planned && !producer.name().equals(consumer.name())
                        && !declares(producer, consumer) && !declares(consumer, producer)) {
                    add(new Discrepancy(Discrepancy.Type.OBSERVED_NOT_DECLARED, producer.name(), consumer.name(),
                            map.topology().nodes().get(topic).name(), out));
                }
            }
        }
    }

    private static boolean declares(CatalogEntry entry, @Nullable CatalogEntry other) {
        return other != null && entry.dependsOn().contains(other.name());
    }

    private void undescribed() {
        for (int number = 0; number < map.topology().nodes().size(); number++) {
            Node node = map.topology().nodes().get(number);
            if (node.type() == NodeType.SERVICE && map.entry(node) == null && map.graph().fanIn(number) > 0) {
                add(new Discrepancy(Discrepancy.Type.UNDESCRIBED_SERVICE, node.name(), null, null, null));
            }
        }
    }
}
