package polis.masking;

import java.util.BitSet;
import java.util.Set;

/** What goes on in the next line, because whoever wrote it wraps its lines. */
final class Wrapped {

    private static final Set<String> BEGINNINGS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "WARNING", "ERROR", "FATAL",
            "SEVERE", "at", "Caused", "Exception");

    private final Cursor cursor;

    Wrapped(Cursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Where a secret ends at the end of its line, the first word of the next one is its rest, unless it begins an entry
     * of a log.
     */
    int hide(int end, BitSet hidden) {
        if (cursor.isEnd(end) || !Cursor.isLineEnd(cursor.at(end))) {
            return end;
        }
        int next = cursor.spaceEnd(end);
        int rest = cursor.solidEnd(next);
        if (rest == next || beginsAnEntry(next, rest)) {
            return end;
        }
        // The end of the line stays: what follows is another line.
        hidden.set(next, rest);
        return rest;
    }

    private boolean beginsAnEntry(int from, int end) {
        if (cursor.at(from) == '[') {
            return true;
        }
        boolean date = end - from >= 8;
        for (int i = 0; i < 2 && date; i++) {
            date = Character.isDigit(cursor.at(from + i));
        }
        boolean signed = cursor.at(from + 4) == '-' || cursor.at(from + 2) == ':' || cursor.at(from + 4) == '/';
        StringBuilder word = new StringBuilder();
        for (int place = from; place < Math.min(end, from + 12); place++) {
            if (Character.isLetter(cursor.at(place))) {
                word.append(cursor.at(place));
            }
        }
        return (date && signed) || BEGINNINGS.contains(word.toString());
    }
}
