package polis.dependencymap.span;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes UTF-8 and remembers some of the words: spans are made of the same few, and a string that is not made again
 * costs nothing. A slot holds the last word that fell into it. Threads may overwrite each other's: then a word is
 * decoded again.
 */
public final class Words {

    private static final int SLOTS = 4096;
    private static final int LONGEST = 128;

    private static final class Word {

        private final byte[] bytes;
        private final String text;

        Word(byte[] bytes, String text) {
            this.bytes = bytes;
            this.text = text;
        }
    }

    private final @Nullable Word[] slots = new @Nullable Word[SLOTS];

    /** Returns the beginning of a URL up to its path, which is another one in every span. */
    public String origin(byte[] bytes, int from, int to) {
        return of(bytes, from, Hosts.pathOf(bytes, from, to));
    }

    public String of(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        Word known = slots[slot];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
            return known.text;
        }
        byte[] own = Arrays.copyOfRange(bytes, from, to);
        String text = new String(own, StandardCharsets.UTF_8);
        slots[slot] = new Word(own, text);
        return text;
    }
}
