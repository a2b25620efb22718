package polis.registry.service;

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
        var owners = new HashMap<String, Integer>();
        var lifecycles = new EnumMap<State, Integer>(State.class);
        var tags = new HashMap<String, Integer>();
        for (Entry entry : entries) {
            tiers.merge(entry.tier(), 1, Integer::sum);
            lifecycles.merge(entry.lifecycle(), 1, Integer::sum);
            if (entry.owner() != null) {
                owners.merge(entry.owner(), 1, Integer::sum);
            }
            entry.tags().forEach(tag -> tags.merge(tag, 1, Integer::sum));
        }
        return new Facets(tiers, largest(owners), lifecycles, largest(tags));
    }

    private static Map<String, Integer> largest(Map<String, Integer> counts) {
        var largest = new LinkedHashMap<String, Integer>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST).forEach(entry -> largest.put(entry.getKey(), entry.getValue()));
        return largest;
    }
}
