package polis.dependencymap.link;

import org.jspecify.annotations.Nullable;

/** A hash table of traces by id: every span looks its trace up, and one object for each look-up is too many. */
final class Traces {

    private static final int LEAST = 1024;

    private @Nullable Trace[] table = new @Nullable Trace[LEAST];
    private int size;

    Trace get(long id) {
        int slot = slotOf(id);
        Trace known = table[slot];
        if (known != null) {
            return known;
        }
        var trace = new Trace(id);
        table[slot] = trace;
        if (++size * 2 > table.length) {
            resize(table.length * 2);
        }
        return trace;
    }

    void remove(long id) {
        int hole = slotOf(id);
        if (table[hole] == null) {
            return;
        }
        table[hole] = null;
        size--;
        // Who stands behind the hole, and could have stood in it, moves up: a look-up ends at the first empty slot.
        int mask = table.length - 1;
        int slot = (hole + 1) & mask;
        for (Trace next = table[slot]; next != null; next = table[slot]) {
            int wanted = LongHash.of(next.id()) & mask;
            if (((slot - wanted) & mask) >= ((slot - hole) & mask)) {
                table[hole] = next;
                table[slot] = null;
                hole = slot;
            }
            slot = (slot + 1) & mask;
        }
        if (size * 16 < table.length && table.length > LEAST) {
            resize(table.length / 4);
        }
    }

    private int slotOf(long id) {
        int mask = table.length - 1;
        int slot = LongHash.of(id) & mask;
        for (Trace trace = table[slot]; trace != null && trace.id() != id; trace = table[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void resize(int length) {
        @Nullable
        Trace[] old = table;
        table = new @Nullable Trace[length];
        for (Trace trace : old) {
            if (trace != null) {
                table[slotOf(trace.id())] = trace;
            }
        }
    }
}
