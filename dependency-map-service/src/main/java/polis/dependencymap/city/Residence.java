package polis.dependencymap.city;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Node;

/** Services live where the registry says; a topic lives with its readers, a database with whoever uses it most. */
final class Residence {

    private static final String NO_DISTRICT = "unassigned";

    private final City city;
    private final Grouping grouping;

    Residence(City city, Grouping grouping) {
        this.city = city;
        this.grouping = grouping;
    }

    List<String> districts() {
        return IntStream.range(0, city.roads().places().size()).mapToObj(this::district).toList();
    }

    private String district(int number) {
        Node place = city.roads().places().get(number);
        return place.type() == NodeType.SERVICE ? districtOf(place) : districtByUse(number);
    }

    private String districtOf(Node service) {
        CatalogEntry entry = city.entry(service);
        String named = entry == null ? null : named(entry);
        return named == null ? NO_DISTRICT : named;
    }

    private @Nullable String named(CatalogEntry entry) {
        return grouping == Grouping.DOMAIN ? entry.domain() : entry.owner();
    }

    private String districtByUse(int place) {
        Graph graph = city.graph();
        Map<String, Long> readers = new TreeMap<>();
        Map<String, Long> callers = new TreeMap<>();
        for (int i = 0; i < graph.outDegree(place); i++) {
            Way way = city.roads().ways().get(graph.outEdge(place, i));
            addUser(readers, way.road().to(), way);
        }
        for (int i = 0; i < graph.inDegree(place); i++) {
            Way way = city.roads().ways().get(graph.inEdge(place, i));
            addUser(callers, way.road().from(), way);
        }
        Map<String, Long> users = readers.isEmpty() ? callers : readers;
        return users.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(NO_DISTRICT);
    }

    private void addUser(Map<String, Long> users, Node user, Way way) {
        if (user.type() == NodeType.SERVICE) {
            users.merge(districtOf(user), way.load().calls() + 1, Long::sum);
        }
    }
}
