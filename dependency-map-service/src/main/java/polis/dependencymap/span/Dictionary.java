package polis.dependencymap.span;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words that are known beforehand, found by their bytes in UTF-8 without making a string of what is looked up. */
public final class Dictionary<V> {

    private final byte[] @Nullable [] words;
    private final @Nullable Object[] values;
    private final int mask;

    public Dictionary(Map<String, V> entries) {
        int slots = Integer.highestOneBit(Math.max(1, entries.size())) * 8;
        this.words = new byte[slots] @Nullable [];
        this.values = new @Nullable Object[slots];
        this.mask = slots - 1;
        entries.forEach((word, value) -> {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            int slot = slotOf(bytes, 0, bytes.length);
            words[slot] = bytes;
            values[slot] = value;
        });
    }

    @SuppressWarnings("unchecked")
    public @Nullable V get(byte[] bytes, int from, int to) {
        return from == to ? null : (V) values[slotOf(bytes, from, to)];
    }

    /** Returns where the word is, or an empty slot. */
    private int slotOf(byte[] bytes, int from, int to) {
        // Its length and three of its letters tell it from nearly all others.
        int hash = (to - from) * 31 + bytes[from];
        hash = hash * 31 + bytes[(from + to) >>> 1];
        hash = hash * 31 + bytes[to - 1];
        int slot = (hash ^ (hash >>> 7)) & mask;
        while (true) {
            byte[] word = words[slot];
            if (word == null || Arrays.equals(word, 0, word.length, bytes, from, to)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }
}
