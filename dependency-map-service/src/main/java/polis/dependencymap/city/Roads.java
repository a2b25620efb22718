package polis.dependencymap.city;

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
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.Road;
import polis.dependencymap.traffic.Totals;

/** All places and roads of the map, by their final names: those with traffic and those that are only declared. */
public final class Roads {

    private final List<Node> places;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Way> ways;

    private Roads(List<Node> places, List<Way> ways) {
        this.places = places;
        this.ways = ways;
        for (int i = 0; i < places.size(); i++) {
            numbers.put(places.get(i).name(), i);
        }
    }

    /** What traffic and catalogue say. */
    public static Roads of(Totals totals, List<CatalogEntry> entries) {
        var names = new Names(new HashSet<>(entries.stream().map(CatalogEntry::name).toList()), totals);
        Map<Road, Load> loads = new HashMap<>();
        totals.roads().forEach((road, load) -> {
            Node from = names.placeOf(road.from());
            Node to = names.placeOf(road.to());
            if (from != null && to != null) {
                loads.computeIfAbsent(new Road(from, to, road.asynchronous()), key -> new Load()).add(load);
            }
        });
        Set<Road> declared = declared(entries, loads);
        declared.forEach(road -> loads.computeIfAbsent(road, key -> new Load()));
        Map<String, Node> places = new TreeMap<>();
        entries.forEach(entry -> places.put(entry.name(), new Node(entry.name(), NodeType.SERVICE)));
        totals.services().keySet().forEach(node -> places.put(node.name(), node));
        loads.keySet().forEach(road -> {
            places.put(road.from().name(), road.from());
            places.put(road.to().name(), road.to());
        });
        List<Way> ways = new ArrayList<>();
        loads.forEach((road, load) -> ways.add(new Way(road, load, declared.contains(road))));
        return of(places, ways);
    }

    /** These places, by name, and these roads between them. */
    static Roads of(Map<String, Node> places, Collection<Way> ways) {
        return new Roads(List.copyOf(new TreeMap<>(places).values()),
                ways.stream()
                        .sorted(Comparator.comparing(Way::from).thenComparing(Way::to).thenComparing(Way::asynchronous))
                        .toList());
    }

    /**
     * The roads that are declared. A dependency that is lived over a topic declares the two roads to and from the
     * topic, and one over which there is traffic of either kind that one.
     */
    private static Set<Road> declared(List<CatalogEntry> entries, Map<Road, Load> loads) {
        Map<Node, List<Road>> leaving = new HashMap<>();
        loads.keySet().forEach(road -> leaving.computeIfAbsent(road.from(), from -> new ArrayList<>()).add(road));
        Set<Road> declared = new HashSet<>();
        for (CatalogEntry entry : entries) {
            var from = new Node(entry.name(), NodeType.SERVICE);
            for (String dependency : entry.dependsOn()) {
                var to = new Node(dependency, NodeType.SERVICE);
                List<Road> lived = new ArrayList<>(overTopics(from, to, leaving));
                // Who reads what another one sends may say so itself: it needs the sender.
                lived.addAll(overTopics(to, from, leaving));
                leaving.getOrDefault(from, List.of()).stream().filter(road -> road.to().equals(to)).forEach(lived::add);
                declared.addAll(lived.isEmpty() ? List.of(new Road(from, to, false)) : lived);
            }
        }
        return declared;
    }

    private static List<Road> overTopics(Node sender, Node reader, Map<Node, List<Road>> leaving) {
        List<Road> roads = new ArrayList<>();
        for (Road road : leaving.getOrDefault(sender, List.of())) {
            if (road.to().type() == NodeType.TOPIC) {
                leaving.getOrDefault(road.to(), List.of()).stream().filter(next -> next.to().equals(reader))
                        .forEach(next -> roads.addAll(List.of(road, next)));
            }
        }
        return roads;
    }

    /** All places, in the order of their numbers. */
    public List<Node> places() {
        return places;
    }

    /** All roads, in the order of the numbers of the graph's edges. */
    public List<Way> ways() {
        return ways;
    }

    /** The number of the place, or -1. */
    public int numberOf(String place) {
        return numbers.getOrDefault(place, -1);
    }
}
