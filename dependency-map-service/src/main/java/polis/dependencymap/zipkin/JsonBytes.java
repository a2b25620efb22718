package polis.dependencymap.zipkin;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.span.Dictionary;
import polis.dependencymap.span.UnreadableSpansException;
import polis.dependencymap.span.Words;

// ADR 61
/**
 * Walks over JSON (RFC 8259) as it lies in memory. Strings that are passed over are not decoded, those that are read
 * come from the words that are known already. What does not belong where it stands is unreadable, with the byte's
 * offset.
 */
final class JsonBytes {

    private static final int DEEPEST = 500;
    private static final int END = -1;

    private final byte[] bytes;
    private final Words words;
    private int at;
    /** The string that was read last, without its quotes. */
    private int from;
    private int to;
    private boolean escaped;

    JsonBytes(byte[] bytes, Words words) {
        this.bytes = bytes;
        this.words = words;
        boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb
                && bytes[2] == (byte) 0xbf;
        this.at = marked ? 3 : 0;
    }

    /** Returns the first byte of what comes next, or -1 at the end. */
    private int next() {
        while (at < bytes.length) {
            byte c = bytes[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c & 0xff;
            }
            at++;
        }
        return END;
    }

    boolean isNext(char c) {
        return next() == c;
    }

    void expect(char c, String reason) {
        if (next() != c) {
            throw unreadable(reason);
        }
        at++;
    }

    void end() {
        if (next() != END) {
            throw unreadable("there is more after the end");
        }
    }

    /** Returns whether an array has one more element, before which it stands then. */
    boolean hasElement(boolean first) {
        return hasMore(first, ']');
    }

    /** Returns whether an object has one more field. It is before the value then, the name is the last string. */
    boolean hasField(boolean first) {
        if (!hasMore(first, '}')) {
            return false;
        }
        string("a field's name is expected");
        expect(':', "a field's value is expected");
        return true;
    }

    private boolean hasMore(boolean first, char end) {
        if (isNext(end)) {
            at++;
            return false;
        }
        if (!first) {
            expect(',', "a comma or an end is expected");
        }
        return true;
    }

    boolean isNull() {
        if (next() != 'n') {
            return false;
        }
        literal("null");
        return true;
    }

    /** Reads a string, which is the last one then. */
    void string(String reason) {
        expect('"', reason);
        from = at;
        escaped = false;
        while (true) {
            at = JsonString.special(bytes, at);
            if (at >= bytes.length) {
                throw unreadable("the bytes end within a string");
            }
            byte c = bytes[at];
            if (c == '"') {
                to = at++;
                return;
            }
            if (c != '\\') {
                throw unreadable("a control character is in a string");
            }
            escaped = true;
            int length = JsonString.escape(bytes, at);
            if (length == 0) {
                throw unreadable("an escape is broken");
            }
            at += length;
        }
    }

    String text() {
        return escaped ? JsonString.unescaped(bytes, from, to) : words.of(bytes, from, to);
    }

    /** Returns what the last string stands for in a dictionary. */
    <V> @Nullable V in(Dictionary<V> dictionary) {
        if (escaped) {
            byte[] plain = JsonString.unescaped(bytes, from, to).getBytes(StandardCharsets.UTF_8);
            return dictionary.get(plain, 0, plain.length);
        }
        return dictionary.get(bytes, from, to);
    }

    /** Returns the last string as the beginning of a URL, up to its path. */
    String origin() {
        return escaped ? JsonString.unescaped(bytes, from, to) : words.origin(bytes, from, to);
    }

    /** Returns a number that tells the last string from others. */
    int hash() {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Returns the last 64 bits of the last string as an id in hexadecimal digits; 0 for none. */
    long id(int mostDigits) {
        string("an id is expected");
        if (to - from > mostDigits) {
            throw unreadable("an id has " + (to - from) + " digits");
        }
        long id = 0;
        for (int i = from; i < to; i++) {
            int digit = JsonString.digit(bytes[i]);
            if (digit < 0) {
                throw unreadable("an id is not hexadecimal");
            }
            id = (id << 4) | digit;
        }
        return id;
    }

    /** Returns a whole number, also where it is written as a string. */
    long number() {
        int c = next();
        if (c == '"') {
            string("");
            try {
                return Long.parseLong(text());
            } catch (NumberFormatException e) {
                throw unreadable("a whole number is expected");
            }
        }
        int begin = at;
        if (!JsonNumber.begins(c)) {
            throw unreadable("a whole number is expected");
        }
        skipNumber();
        try {
            return JsonNumber.value(bytes, begin, at);
        } catch (NumberFormatException e) {
            throw unreadable("a whole number is expected");
        }
    }

    private void skipNumber() {
        int end = JsonNumber.end(bytes, at);
        if (end < 0) {
            at = -end;
            throw unreadable("a number is broken");
        }
        at = end;
    }

    boolean truth() {
        int c = next();
        if (c != 't' && c != 'f') {
            throw unreadable("true or false is expected");
        }
        literal(c == 't' ? "true" : "false");
        return c == 't';
    }

    /** Returns a string, number or truth as text; "" for null. */
    String scalar(boolean url) {
        int c = next();
        if (c == '"') {
            string("");
            return url ? origin() : text();
        }
        int begin = at;
        skipScalar(c);
        return c == 'n' ? "" : words.of(bytes, begin, at);
    }

    void skipScalar() {
        skipScalar(next());
    }

    private void skipScalar(int c) {
        switch (c) {
            case '"' -> string("");
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                if (!JsonNumber.begins(c)) {
                    throw unreadable("a value is expected");
                }
                skipNumber();
            }
        }
    }

    void skip() {
        skip(0);
    }

    private void skip(int depth) {
        if (depth > DEEPEST) {
            throw unreadable("values are nested too deeply");
        }
        int c = next();
        if (c == '{') {
            at++;
            for (boolean first = true; hasField(first); first = false) {
                skip(depth + 1);
            }
        } else if (c == '[') {
            at++;
            for (boolean first = true; hasElement(first); first = false) {
                skip(depth + 1);
            }
        } else {
            skipScalar(c);
        }
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= bytes.length || bytes[at] != word.charAt(i)) {
                throw unreadable("a value is expected");
            }
            at++;
        }
    }

    UnreadableSpansException unreadable(String reason) {
        return new UnreadableSpansException(reason, Math.min(at, bytes.length));
    }
}
