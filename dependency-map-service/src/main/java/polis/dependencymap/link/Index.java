package polis.dependencymap.link;

import org.jspecify.annotations.Nullable;

/** A hash table from span ids to the head of a chain of entries; small, since there are two for every trace. */
final class Index {

    private long[] keys = new long[4];
    private @Nullable Entry[] heads = new @Nullable Entry[4];
    private int size;

    @Nullable
    Entry get(long key) {
        return heads[slotOf(key)];
    }

    /** Puts the entry at the head of its chain and returns the rest of it. */
    @Nullable
    Entry push(long key, Entry head) {
        int slot = slotOf(key);
        Entry rest = heads[slot];
        heads[slot] = head;
        keys[slot] = key;
        if (rest == null && ++size * 4 > heads.length * 3) {
            grow();
        }
        return rest;
    }

    private int slotOf(long key) {
        long mixed = (key ^ (key >>> 33)) * 0xff51afd7ed558ccdL;
        int mask = heads.length - 1;
        int slot = (int) (mixed ^ (mixed >>> 33)) & mask;
        while (heads[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable
        Entry[] oldHeads = heads;
        keys = new long[oldKeys.length * 2];
        heads = new @Nullable Entry[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldHeads[i] != null) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                heads[slot] = oldHeads[i];
            }
        }
    }
}
