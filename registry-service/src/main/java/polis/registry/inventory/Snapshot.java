package polis.registry.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All services as they were when the newest event had the number {@code seq}, or later.
 *
 * @param described the number of an event since which no description was changed
 * @param services in the order of their names; of one that nothing happened to, the entry of the snapshot before
 */
public record Snapshot(long seq, long described, List<Entry> services) {

    static final Snapshot NONE = new Snapshot(-1, -1, List.of());

    private static final Comparator<Entry> BY_NAME = Comparator.comparing(Entry::name);

    static Snapshot of(long seq, Collection<Entry> entries) {
        return NONE.with(seq, true, entries);
    }

    /** @param describing whether a description may be among what changed */
    Snapshot with(long newest, boolean describing, Collection<Entry> changed) {
        var all = new Entry[services.size()];
        services.toArray(all);
        var added = new ArrayList<Entry>();
        for (Entry entry : changed) {
            int at = indexOf(entry.name());
            if (at < 0) {
                added.add(entry);
            } else {
                all[at] = entry;
            }
        }
        return new Snapshot(newest, describing ? newest : described,
                added.isEmpty() ? List.of(all) : merged(all, added));
    }

    private static List<Entry> merged(Entry[] all, List<Entry> added) {
        var merged = new ArrayList<Entry>(all.length + added.size());
        added.sort(BY_NAME);
        int next = 0;
        for (Entry entry : all) {
            while (next < added.size() && BY_NAME.compare(added.get(next), entry) < 0) {
                merged.add(added.get(next++));
            }
            merged.add(entry);
        }
        merged.addAll(added.subList(next, added.size()));
        return List.copyOf(merged);
    }

    /** Returns the service of that name; null where there is none. */
    @Nullable
    public Entry find(String name) {
        int at = indexOf(name);
        return at < 0 ? null : services.get(at);
    }

    /** Returns its index; less than zero where it is missing. */
    private int indexOf(String name) {
        int low = 0;
        int high = services.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = services.get(middle).name().compareTo(name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
