package polis.dependencymap.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Depths;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.Edge;

/**
 * The map that is compared with: which edges there were, which of them lay on a cycle, and how deep it was.
 *
 * @param depth -1 where nothing is compared with
 */
record Past(Set<Ends> edges, Set<Ends> cyclic, int depth, CheckView.@Nullable BaselineUse use) {

    /** An edge by its ends, whatever its kind. */
    record Ends(String from, String to) {

        static Ends of(Edge edge) {
            return new Ends(edge.from(), edge.to());
        }
    }

    /** Nothing: everything is new. */
    static Past none() {
        return new Past(Set.of(), Set.of(), -1, null);
    }

    static Past of(DependencyMap map, CheckView.BaselineUse use) {
        Set<Ends> edges = new HashSet<>();
        Set<Ends> cyclic = new HashSet<>();
        for (Edge edge : map.topology().edges()) {
            edges.add(Ends.of(edge));
            if (map.cycleOf(edge) != null) {
                cyclic.add(Ends.of(edge));
            }
        }
        return new Past(edges, cyclic, map.depths().max(), use);
    }

    /**
     * Builds a past of these edges.
     *
     * @param observed those of them with traffic
     * @param depth as it was measured then, or null to measure it along these edges
     */
    static Past of(List<Ends> edges, Set<Ends> observed, @Nullable Integer depth, CheckView.BaselineUse use) {
        Map<String, Integer> numbers = new HashMap<>();
        List<int[]> numbered = new ArrayList<>();
        List<Ends> inOrder = List.copyOf(observed);
        for (Ends edge : inOrder) {
            numbered.add(new int[] {number(numbers, edge.from()), number(numbers, edge.to())});
        }
        Graph graph = Graph.of(numbers.size(), numbered.stream().mapToInt(edge -> edge[0]).toArray(),
                numbered.stream().mapToInt(edge -> edge[1]).toArray());
        Components components = Components.of(graph);
        Set<Ends> cyclic = new HashSet<>();
        for (int edge = 0; edge < graph.edges(); edge++) {
            if (components.isWithin(graph, edge) && graph.from(edge) != graph.to(edge)) {
                cyclic.add(inOrder.get(edge));
            }
        }
        int deep = depth != null ? depth : Depths.of(graph, components, new boolean[graph.nodes()]).max();
        return new Past(new HashSet<>(edges), cyclic, deep, use);
    }

    private static int number(Map<String, Integer> numbers, String name) {
        numbers.putIfAbsent(name, numbers.size());
        return numbers.getOrDefault(name, 0);
    }
}
