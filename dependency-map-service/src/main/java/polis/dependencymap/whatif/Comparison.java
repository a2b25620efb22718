package polis.dependencymap.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.Edge;
import polis.dependencymap.traffic.Node;

/** The differences between two maps. */
record Comparison(DependencyMap before, DependencyMap after) {

    WhatIfView.CycleChange cycles() {
        Set<String> old = ids(before);
        Set<String> now = ids(after);
        return new WhatIfView.CycleChange(old.stream().filter(id -> !now.contains(id)).toList(),
                now.stream().filter(id -> !old.contains(id)).toList(), now.stream().filter(old::contains).toList());
    }

    private static Set<String> ids(DependencyMap map) {
        return IntStream.range(0, map.topology().nodes().size()).mapToObj(map::cycleOf).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<WhatIfView.Affected> affected() {
        Map<String, Set<String>> oldEdges = edges(before);
        Map<String, Set<String>> newEdges = edges(after);
        Set<String> names = new TreeSet<>();
        before.topology().nodes().forEach(node -> names.add(node.name()));
        after.topology().nodes().forEach(node -> names.add(node.name()));
        List<WhatIfView.Affected> affected = new ArrayList<>();
        for (String name : names) {
            int was = before.topology().numberOf(name);
            int is = after.topology().numberOf(name);
            List<String> change = new ArrayList<>();
            if (was < 0) {
                change.add("added");
            } else if (is < 0) {
                change.add("removed");
            } else {
                if (!Objects.equals(oldEdges.get(name), newEdges.get(name))) {
                    change.add("edges");
                }
                if (before.depths().of(was) != after.depths().of(is)) {
                    change.add("depth");
                }
                if (!Objects.equals(before.cycleOf(was), after.cycleOf(is))) {
                    change.add("cycle");
                }
            }
            if (!change.isEmpty()) {
                affected.add(new WhatIfView.Affected(name, change, was < 0 ? null : before.depths().of(was),
                        is < 0 ? null : after.depths().of(is)));
            }
        }
        return affected;
    }

    private static Map<String, Set<String>> edges(DependencyMap map) {
        Map<String, Set<String>> edges = new HashMap<>();
        for (Node node : map.topology().nodes()) {
            edges.put(node.name(), new TreeSet<>());
        }
        for (Edge edge : map.topology().edges()) {
            String key = edge.from() + "\n" + edge.to() + "\n" + edge.kind();
            edges.computeIfAbsent(edge.from(), from -> new TreeSet<>()).add(key);
            edges.computeIfAbsent(edge.to(), to -> new TreeSet<>()).add(key);
        }
        return edges;
    }
}
