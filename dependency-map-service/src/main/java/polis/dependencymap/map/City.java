package polis.dependencymap.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.cycle.City.RoadUse;
import polis.dependencymap.cycle.Cycle;
import polis.dependencymap.cycle.Cycles;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Depths;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.layout.House;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Node;

/**
 * The city as a graph, measured. Depth is measured along all roads, so that it can be read before there is traffic; cycles
 * are those that there is traffic on.
 */
final class City {

    static final String NO_DISTRICT = "unassigned";

    private final Roads roads;
    private final Map<String, CatalogEntry> entries = new HashMap<>();
    private final Graph graph;
    private final Depths depths;
    private final List<Roads.Way> observed;
    private final List<Cycle> cycles;
    private final Map<String, String> cycleOf = new HashMap<>();

    City(Roads roads, List<CatalogEntry> catalog, double seconds) {
        this.roads = roads;
        catalog.forEach(entry -> entries.put(entry.name(), entry));
        this.graph = graphOf(roads.ways());
        this.depths = Depths.of(graph, Components.of(graph), stops());
        this.observed = roads.ways().stream().filter(Roads.Way::observed).toList();
        Graph lived = graphOf(observed);
        List<RoadUse> uses = observed.stream()
                .map(way -> new RoadUse(way.road().asynchronous(), way.load().calls() * 60 / seconds))
                .toList();
        this.cycles = Cycles.of(new polis.dependencymap.cycle.City(lived,
                roads.places().stream().map(Node::name).toList(),
                roads.places().stream().map(place -> place.type() == NodeType.TOPIC).toList(), uses),
                Components.of(lived));
        cycles.forEach(cycle -> cycle.members().forEach(member -> cycleOf.put(member, cycle.id())));
    }

    private Graph graphOf(List<Roads.Way> ways) {
        return Graph.of(roads.places().size(),
                ways.stream().mapToInt(way -> roads.numberOf(way.road().from())).toArray(),
                ways.stream().mapToInt(way -> roads.numberOf(way.road().to())).toArray());
    }

    private boolean[] stops() {
        boolean[] stops = new boolean[roads.places().size()];
        for (int i = 0; i < stops.length; i++) {
            stops[i] = roads.places().get(i).type() == NodeType.TOPIC;
        }
        return stops;
    }

    Roads roads() {
        return roads;
    }

    Depths depths() {
        return depths;
    }

    Graph graph() {
        return graph;
    }

    List<Cycle> cycles() {
        return cycles;
    }

    /** The roads that the edge numbers of {@link #cycles()} mean. */
    List<Roads.Way> observed() {
        return observed;
    }

    @Nullable
    CatalogEntry entry(Node place) {
        return place.type() == NodeType.SERVICE ? entries.get(place.name()) : null;
    }

    @Nullable
    String cycleOf(Node place) {
        return cycleOf.get(place.name());
    }

    /** The cycle that both ends of an observed road are members of. */
    @Nullable
    String cycleOf(Roads.Way way) {
        String cycle = cycleOf(way.road().from());
        boolean within = way.observed() && !way.road().from().equals(way.road().to())
                && Objects.equals(cycle, cycleOf(way.road().to()));
        return within ? cycle : null;
    }

    List<House> houses() {
        List<String> districts = districts();
        return IntStream.range(0, roads.places().size())
                .mapToObj(i -> new House(roads.places().get(i).name(), districts.get(i), depths.halves(i),
                        roads.places().get(i).type() == NodeType.TOPIC))
                .toList();
    }

    /** Services live where the registry says; a topic lives with its readers, a database with whoever uses it most. */
    List<String> districts() {
        List<String> districts = new ArrayList<>();
        for (int i = 0; i < roads.places().size(); i++) {
            Node place = roads.places().get(i);
            districts.add(place.type() == NodeType.SERVICE ? domainOf(place) : districtByUse(i));
        }
        return districts;
    }

    private String domainOf(Node service) {
        CatalogEntry entry = entries.get(service.name());
        return entry == null || entry.domain() == null ? NO_DISTRICT : entry.domain();
    }

    private String districtByUse(int place) {
        Map<String, Long> readers = new TreeMap<>();
        Map<String, Long> callers = new TreeMap<>();
        for (Roads.Way way : roads.ways()) {
            long weight = way.load().calls() + 1;
            if (roads.numberOf(way.road().from()) == place && way.road().to().type() == NodeType.SERVICE) {
                readers.merge(domainOf(way.road().to()), weight, Long::sum);
            } else if (roads.numberOf(way.road().to()) == place && way.road().from().type() == NodeType.SERVICE) {
                callers.merge(domainOf(way.road().from()), weight, Long::sum);
            }
        }
        Map<String, Long> users = readers.isEmpty() ? callers : readers;
        return users.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(NO_DISTRICT);
    }
}
