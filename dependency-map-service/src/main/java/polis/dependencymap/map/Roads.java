package polis.dependencymap.map;

import java.util.ArrayList;
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
final class Roads {

    /** A road with its traffic; it was observed if there was any. */
    record Way(Road road, Load load, boolean declared) {

        boolean observed() {
            return load.calls() > 0;
        }
    }

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

    static Roads of(Totals totals, List<CatalogEntry> entries) {
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
        ways.sort(Comparator.comparing((Way way) -> way.road().from().name())
                .thenComparing(way -> way.road().to().name())
                .thenComparing(way -> way.road().asynchronous()));
        return new Roads(List.copyOf(places.values()), ways);
    }

    /**
     * The roads that are declared. A dependency that is lived over a topic declares the two roads to and from the topic,
     * and one over which there is traffic of either kind that one.
     */
    private static Set<Road> declared(List<CatalogEntry> entries, Map<Road, Load> loads) {
        Map<Node, List<Road>> leaving = new HashMap<>();
        loads.keySet().forEach(road -> leaving.computeIfAbsent(road.from(), from -> new ArrayList<>()).add(road));
        Set<Road> declared = new HashSet<>();
        for (CatalogEntry entry : entries) {
            var from = new Node(entry.name(), NodeType.SERVICE);
            for (String dependency : entry.dependsOn()) {
                var to = new Node(dependency, NodeType.SERVICE);
                List<Road> lived = new ArrayList<>();
                for (Road road : leaving.getOrDefault(from, List.of())) {
                    if (road.to().equals(to)) {
                        lived.add(road);
                    } else if (road.to().type() == NodeType.TOPIC) {
                        leaving.getOrDefault(road.to(), List.of()).stream().filter(next -> next.to().equals(to))
                                .forEach(next -> lived.addAll(List.of(road, next)));
                    }
                }
                declared.addAll(lived.isEmpty() ? List.of(new Road(from, to, false)) : lived);
            }
        }
        return declared;
    }

    List<Node> places() {
        return places;
    }

    List<Way> ways() {
        return ways;
    }

    int numberOf(Node place) {
        return numbers.getOrDefault(place.name(), -1);
    }
}
