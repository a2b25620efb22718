package polis.dependencymap.zipkin;

import java.nio.charset.StandardCharsets;

/** A number of JSON, as it lies in memory. */
final class JsonNumber {

    private static final int MOST_SAFE_DIGITS = 18;

    private JsonNumber() {}

    static boolean begins(int c) {
        return c == '-' || isDigit(c);
    }

    /** Returns where the number ends that begins here, or less than 0, minus where it breaks off. */
    static int end(byte[] bytes, int begin) {
        int first = bytes[begin] == '-' ? begin + 1 : begin;
        int at = digits(bytes, first);
        if (at > first + 1 && bytes[first] == '0') {
            return -(first + 1);
        }
        if (at > 0 && is(bytes, at, '.')) {
            at = digits(bytes, at + 1);
        }
        if (at > 0 && (is(bytes, at, 'e') || is(bytes, at, 'E'))) {
            boolean signed = is(bytes, at + 1, '+') || is(bytes, at + 1, '-');
            at = digits(bytes, at + (signed ? 2 : 1));
        }
        return at;
    }

    /** Returns its value, if it is a whole number: a {@link NumberFormatException} if not, or if it is too large. */
    static long value(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i]) || to - from > MOST_SAFE_DIGITS) {
                return Long.parseLong(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
            }
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }

    /** After the digits that are here, or less than 0 if there are none. */
    private static int digits(byte[] bytes, int begin) {
        int at = begin;
        while (at < bytes.length && isDigit(bytes[at])) {
            at++;
        }
        return at > begin ? at : -begin;
    }

    private static boolean is(byte[] bytes, int at, char c) {
        return at < bytes.length && bytes[at] == c;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
