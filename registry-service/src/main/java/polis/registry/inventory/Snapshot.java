package polis.registry.inventory;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The city as it was when the newest event had the number {@code seq}, or later.
 *
 * @param services by name, in its order
 */
public record Snapshot(long seq, SortedMap<String, Entry> services) {

    static final Snapshot NONE = new Snapshot(-1, Collections.emptySortedMap());

    static Snapshot of(long seq, Collection<Entry> entries) {
        return NONE.with(seq, entries);
    }

    Snapshot with(long seq, Collection<Entry> changed) {
        var all = new TreeMap<>(services);
        changed.forEach(entry -> all.put(entry.name(), entry));
        return new Snapshot(seq, Collections.unmodifiableSortedMap(all));
    }
}
