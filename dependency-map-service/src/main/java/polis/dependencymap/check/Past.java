package polis.dependencymap.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.city.City;
import polis.dependencymap.city.Way;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Depths;
import polis.dependencymap.graph.Graph;

/**
 * The city that is compared with: which roads there were, which of them lay on a cycle, and how deep it was.
 *
 * @param depth -1 where nothing is compared with
 */
record Past(Set<Ends> roads, Set<Ends> cyclic, int depth, CheckView.@Nullable BaselineUse use) {

    /** A road by its ends, whatever its kind. */
    record Ends(String from, String to) {

        static Ends of(Way way) {
            return new Ends(way.from(), way.to());
        }
    }

    /** Nothing: everything is new. */
    static Past none() {
        return new Past(Set.of(), Set.of(), -1, null);
    }

    static Past of(City city, CheckView.BaselineUse use) {
        Set<Ends> roads = new HashSet<>();
        Set<Ends> cyclic = new HashSet<>();
        for (Way way : city.roads().ways()) {
            roads.add(Ends.of(way));
            if (city.cycleOf(way) != null) {
                cyclic.add(Ends.of(way));
            }
        }
        return new Past(roads, cyclic, city.depths().max(), use);
    }

    /**
     * A past of these roads.
     *
     * @param travelled those of them that there was traffic on
     * @param depth as it was measured then, or null to measure it along these roads
     */
    static Past of(List<Ends> roads, Set<Ends> travelled, @Nullable Integer depth, CheckView.BaselineUse use) {
        Map<String, Integer> numbers = new HashMap<>();
        List<int[]> edges = new ArrayList<>();
        List<Ends> inOrder = List.copyOf(travelled);
        for (Ends road : inOrder) {
            edges.add(new int[] {number(numbers, road.from()), number(numbers, road.to())});
        }
        Graph graph = Graph.of(numbers.size(), edges.stream().mapToInt(edge -> edge[0]).toArray(),
                edges.stream().mapToInt(edge -> edge[1]).toArray());
        Components components = Components.of(graph);
        Set<Ends> cyclic = new HashSet<>();
        for (int edge = 0; edge < graph.edges(); edge++) {
            if (components.isWithin(graph, edge) && graph.from(edge) != graph.to(edge)) {
                cyclic.add(inOrder.get(edge));
            }
        }
        int deep = depth != null ? depth : Depths.of(graph, components, new boolean[graph.nodes()]).max();
        return new Past(new HashSet<>(roads), cyclic, deep, use);
    }

    private static int number(Map<String, Integer> numbers, String name) {
        numbers.putIfAbsent(name, numbers.size());
        return numbers.getOrDefault(name, 0);
    }
}
