package polis.masking;

import java.util.BitSet;
import java.util.Locale;
import java.util.Set;

/** What stands behind a name that says it is a secret: {@code password=…}, {@code "apiKey": "…"}, {@code --token …}. */
final class NamedSecrets {

    private static final Set<String> SCHEMES = Set.of("bearer", "basic", "digest", "token", "negotiate");
    private static final int LONGEST_LIST = 1000;

    private final String text;
    private final Cursor cursor;
    private final boolean tail;
    private final BitSet hidden;

    NamedSecrets(String text, boolean tail, BitSet hidden) {
        this.text = text;
        this.cursor = new Cursor(text);
        this.tail = tail;
        this.hidden = hidden;
    }

    void find() {
        String before = "";
        int place = 0;
        while (!cursor.isEnd(place)) {
            if (!Cursor.isWord(cursor.at(place))) {
                place++;
                continue;
            }
            int end = cursor.wordEnd(place);
            String word = text.substring(place, end);
            boolean wrapped = tail && !before.isEmpty();
            place = SecretName.is(word) || (wrapped && SecretName.is(before + word))
                    ? hide(place, end, wrapped ? before + word : word)
                    : end;
            before = place == end && Cursor.isLineEnd(cursor.at(end)) ? word : "";
        }
    }

    /** Hides what the name of that place stands for, and returns where to go on. */
    private int hide(int nameFrom, int nameEnd, String name) {
        if (cursor.at(nameFrom - 1) == '<' && cursor.at(nameEnd) == '>') {
            return hideTo(nameEnd + 1, text.indexOf('<', nameEnd));
        }
        int afterQuotes = quotesEnd(nameEnd);
        int afterSign = signEnd(cursor.blankEnd(afterQuotes));
        if (afterSign < 0) {
            boolean option = cursor.at(nameFrom) == '-' && Character.isWhitespace(cursor.at(nameEnd));
            return option ? hideValue(cursor.blankEnd(nameEnd), false) : nameEnd;
        }
        return hideValue(afterSign, SecretName.isWholeLine(name));
    }

    private int quotesEnd(int from) {
        int place = from;
        while (isQuote(cursor.at(place)) || cursor.at(place) == '\\') {
            place++;
        }
        return place;
    }

    /** Behind {@code =}, {@code :}, {@code =>} and their like, also in a URL; -1 where there is none. */
    private int signEnd(int from) {
        if (text.regionMatches(true, from, "%3D", 0, 3) || text.regionMatches(true, from, "%3A", 0, 3)) {
            return from + 3;
        }
        int place = from;
        while ("=:>".indexOf(cursor.at(place)) >= 0) {
            place++;
        }
        return place > from && cursor.at(from) != '>' ? place : -1;
    }

    private int hideValue(int from, boolean wholeLine) {
        int begin = cursor.spaceEnd(from);
        int opened = quotesEnd(begin);
        if (opened > begin) {
            return hideTo(opened, quoted(opened, cursor.at(opened - 1), cursor.at(begin) == '\\'));
        }
        int closing = "[({".indexOf(cursor.at(begin));
        if (closing >= 0) {
            return hideTo(begin, Math.max(closed(begin, "])}".charAt(closing)), cursor.solidEnd(begin)));
        }
        if (wholeLine) {
            return hideTo(begin, cursor.partEnd(begin));
        }
        int end = cursor.solidEnd(begin);
        if (SCHEMES.contains(text.substring(begin, end).toLowerCase(Locale.ROOT))) {
            end = cursor.solidEnd(cursor.spaceEnd(end));
        }
        hidden.set(begin, end);
        return tail ? new Wrapped(cursor).hide(end, hidden) : end;
    }

    /** Where a list ends that begins there; -1 where it does not for long. */
    private int closed(int from, char closing) {
        for (int place = from; place < Math.min(text.length(), from + LONGEST_LIST); place++) {
            if (cursor.at(place) == closing) {
                return place;
            }
        }
        return -1;
    }

    /** Where the quoted text ends that begins there; an escaped quote ends only what an escaped one began. */
    private int quoted(int from, char quote, boolean escaped) {
        for (int place = from; !cursor.isEnd(place); place++) {
            if (cursor.at(place) == quote) {
                return place;
            }
            if (cursor.at(place) == '\\' && !escaped) {
                place++;
            }
        }
        return -1;
    }

    /** To the end of the text where there is no end. */
    private int hideTo(int from, int end) {
        int to = end < 0 ? text.length() : end;
        if (to > from) {
            hidden.set(from, to);
        }
        return Math.max(from, to);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }
}
