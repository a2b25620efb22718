package polis.dependencymap.link;

import org.jspecify.annotations.Nullable;

/**
 * A hash table from the ids of spans, or of their parents, to the head of a chain of entries; small, since there are
 * two for every trace. The keys are in the entries.
 */
final class Index {

    private final boolean byParent;
    private @Nullable Entry[] heads = new @Nullable Entry[4];
    private int size;

    Index(boolean byParent) {
        this.byParent = byParent;
    }

    @Nullable
    Entry get(long key) {
        return heads[slotOf(key)];
    }

    /** Puts the entry at the head of its chain and returns the rest of it. */
    @Nullable
    Entry push(Entry head) {
        int slot = slotOf(keyOf(head));
        Entry rest = heads[slot];
        heads[slot] = head;
        if (rest == null && ++size * 4 > heads.length * 3) {
            grow();
        }
        return rest;
    }

    private long keyOf(Entry entry) {
        return byParent ? entry.parentId() : entry.id();
    }

    private int slotOf(long key) {
        int mask = heads.length - 1;
        int slot = LongHash.of(key) & mask;
        for (Entry head = heads[slot]; head != null && keyOf(head) != key; head = heads[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        @Nullable
        Entry[] old = heads;
        heads = new @Nullable Entry[old.length * 2];
        for (Entry head : old) {
            if (head != null) {
                heads[slotOf(keyOf(head))] = head;
            }
        }
    }
}
