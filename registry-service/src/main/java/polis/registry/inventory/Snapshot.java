package polis.registry.inventory;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The city as it was when the newest event had the number {@code seq}, or later.
 *
 * @param described the number of an event since which no description was changed
 * @param services by name, in its order
 */
public record Snapshot(long seq, long described, SortedMap<String, Entry> services) {

    static final Snapshot NONE = new Snapshot(-1, -1, Collections.emptySortedMap());

    static Snapshot of(long seq, Collection<Entry> entries) {
        return NONE.with(seq, true, entries);
    }

    /** @param describing whether a description may be among what changed */
    Snapshot with(long newest, boolean describing, Collection<Entry> changed) {
        var all = new TreeMap<>(services);
        changed.forEach(entry -> all.put(entry.name(), entry));
        return new Snapshot(newest, describing ? newest : described, all);
    }

    @Override
    public SortedMap<String, Entry> services() {
        // Here and not around the map that is copied, which would make an object for each of its entries.
        return Collections.unmodifiableSortedMap(services);
    }
}
