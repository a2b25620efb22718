package polis.registry.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import polis.registry.inventory.Entry;
import polis.registry.lifecycle.State;

/**
 * What the services that were found have in common: how many there are by tier, owner, lifecycle and tag. Of owners and
 * tags those with the most services, the most first.
 */
record Facets(SortedMap<Integer, Integer> tier, Map<String, Integer> owner, Map<State, Integer> lifecycle,
        Map<String, Integer> tag) {

    /** How many owners and how many tags are named. */
    static final int MOST = 100;

    static Facets of(Collection<Entry> entries) {
        var tiers = new TreeMap<Integer, Integer>();
        var owners = new HashMap<String, Count>();
        var lifecycles = new EnumMap<State, Integer>(State.class);
        var tags = new HashMap<String, Count>();
        for (Entry entry : entries) {
            tiers.merge(entry.tier(), 1, Integer::sum);
            lifecycles.merge(entry.lifecycle(), 1, Integer::sum);
            if (entry.owner() != null) {
                count(owners, entry.owner());
            }
            for (String tag : entry.tags()) {
                count(tags, tag);
            }
        }
        return new Facets(tiers, largest(owners), lifecycles, largest(tags));
    }

    /** One object per value and not one per step: ten thousand services have thirty thousand steps. */
    private static final class Count {

        private int services;
    }

    private static void count(Map<String, Count> counts, String value) {
        Count count = counts.get(value);
        if (count == null) {
            count = new Count();
            counts.put(value, count);
        }
        count.services++;
    }

    private static Map<String, Integer> largest(Map<String, Count> counts) {
        var largest = new LinkedHashMap<String, Integer>();
        counts.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Count> each) -> each.getValue().services).reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST).forEach(each -> largest.put(each.getKey(), each.getValue().services));
        return largest;
    }
}
