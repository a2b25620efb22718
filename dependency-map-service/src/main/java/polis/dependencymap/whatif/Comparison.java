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
import polis.dependencymap.city.City;
import polis.dependencymap.city.Way;
import polis.dependencymap.traffic.Node;

/** What is different between two cities. */
record Comparison(City before, City after) {

    WhatIfView.CycleChange cycles() {
        Set<String> old = ids(before);
        Set<String> now = ids(after);
        return new WhatIfView.CycleChange(old.stream().filter(id -> !now.contains(id)).toList(),
                now.stream().filter(id -> !old.contains(id)).toList(), now.stream().filter(old::contains).toList());
    }

    private static Set<String> ids(City city) {
        return IntStream.range(0, city.roads().places().size()).mapToObj(city::cycleOf).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<WhatIfView.Affected> affected() {
        Map<String, Set<String>> oldRoads = roads(before);
        Map<String, Set<String>> newRoads = roads(after);
        Set<String> names = new TreeSet<>();
        before.roads().places().forEach(place -> names.add(place.name()));
        after.roads().places().forEach(place -> names.add(place.name()));
        List<WhatIfView.Affected> affected = new ArrayList<>();
        for (String name : names) {
            int was = before.roads().numberOf(name);
            int is = after.roads().numberOf(name);
            List<String> change = new ArrayList<>();
            if (was < 0) {
                change.add("added");
            } else if (is < 0) {
                change.add("removed");
            } else {
                if (!Objects.equals(oldRoads.get(name), newRoads.get(name))) {
                    change.add("roads");
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

    private static Map<String, Set<String>> roads(City city) {
        Map<String, Set<String>> roads = new HashMap<>();
        for (Node place : city.roads().places()) {
            roads.put(place.name(), new TreeSet<>());
        }
        for (Way way : city.roads().ways()) {
            String road = way.from() + "\n" + way.to() + "\n" + way.kind();
            roads.computeIfAbsent(way.from(), from -> new TreeSet<>()).add(road);
            roads.computeIfAbsent(way.to(), to -> new TreeSet<>()).add(road);
        }
        return roads;
    }
}
