package polis.dependencymap.zipkin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The inside of a string of JSON, as it lies in memory. */
final class JsonString {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final byte[] DIGITS = digits();

    private JsonString() {}

    /** Returns the next quote, backslash or control character, or the end. */
    static int special(byte[] bytes, int begin) {
        int i = begin;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            long quote = eight ^ ('"' * ONES);
            long backslash = eight ^ ('\\' * ONES);
            // The lowest bit that is set is that of the first byte that is 0, or less than a blank.
            long found = (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash)
                    | ((eight - ' ' * ONES) & ~eight)) & HIGH;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < bytes.length && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] & 0xff) >= ' ') {
            i++;
        }
        return i;
    }

    /** Returns the bytes of the escape that begins here, or 0 if it is none. */
    static int escape(byte[] bytes, int backslash) {
        int c = backslash + 1 < bytes.length ? bytes[backslash + 1] : 0;
        if (c != 'u') {
            return c > 0 && "\"\\/bfnrt".indexOf(c) >= 0 ? 2 : 0;
        }
        for (int i = backslash + 2; i < backslash + 6; i++) {
            if (i >= bytes.length || digit(bytes[i]) < 0) {
                return 0;
            }
        }
        return 6;
    }

    /** Returns what the string between these bytes says. Halves of surrogate pairs stay what they are. */
    static String unescaped(byte[] bytes, int from, int to) {
        var text = new StringBuilder(to - from);
        int plain = from;
        int i = from;
        while (i < to) {
            if (bytes[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
            int c = bytes[i + 1];
            if (c == 'u') {
                text.append((char) Integer.parseInt(new String(bytes, i + 2, 4, StandardCharsets.US_ASCII), 16));
                i += 6;
            } else {
                int control = "bfnrt".indexOf(c);
                text.append(control < 0 ? (char) c : "\b\f\n\r\t".charAt(control));
                i += 2;
            }
            plain = i;
        }
        return text.append(new String(bytes, plain, to - plain, StandardCharsets.UTF_8)).toString();
    }

    /** Returns the value of a hexadecimal digit, or less than 0. */
    static int digit(byte c) {
        return DIGITS[c & 0xff];
    }

    private static byte[] digits() {
        byte[] digits = new byte[256];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = (byte) (c < 0x80 ? Character.digit(c, 16) : -1);
        }
        return digits;
    }
}
