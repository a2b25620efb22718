package polis.dependencymap.span;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Walks over the fields of a protobuf message as it lies in memory (protobuf.dev, "Encoding"). */
final class Wire {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final Words words;
    private int at;
    private int end;

    Wire(byte[] bytes, Words words) {
        this.bytes = bytes;
        this.words = words;
        this.end = bytes.length;
    }

    /** The next field's number and wire type, or 0 at the message's end. */
    int key() {
        if (at == end) {
            return 0;
        }
        long key = varint();
        if (key >>> 3 == 0 || key >>> 32 != 0) {
            throw unreadable("a field has no number");
        }
        return (int) key;
    }

    static int key(int field, int type) {
        return (field << 3) | type;
    }

    /** Narrows the view to the message that comes now; what it returns is for {@link #leave}. */
    int enter() {
        int length = length();
        int outer = end;
        end = at + length;
        return outer;
    }

    void leave(int outer) {
        at = end;
        end = outer;
    }

    int position() {
        return at;
    }

    /** Goes back to a position within the message, to read it a second time. */
    void rewind(int position) {
        at = position;
    }

    void skip(int key) {
        switch (key & 7) {
            case VARINT -> varint();
            case FIXED64 -> take(8);
            case BYTES -> take(length());
            case FIXED32 -> take(4);
            default -> throw unreadable("a field is of a type that is not known");
        }
    }

    long varint() {
        // Most are short.
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw unreadable("the bytes end within a number");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw unreadable("a number is too long");
    }

    long fixed64() {
        return (long) LITTLE.get(bytes, take(8));
    }

    String string() {
        int length = length();
        int from = take(length);
        return words.of(bytes, from, from + length);
    }

    /** The beginning of a URL up to its path: that is another one in every span. */
    String origin() {
        int length = length();
        int from = take(length);
        return words.of(bytes, from, Hosts.pathOf(bytes, from, from + length));
    }

    /** What a tag of this name means, or null if nothing. */
    Tags.@Nullable Sense sense() {
        int length = length();
        int from = take(length);
        return Tags.DICTIONARY.get(bytes, from, from + length);
    }

    /** The last eight of some bytes as they are in an id. Their number must lie between these. */
    long id(int least, int most) {
        int length = length();
        if (length < least || length > most) {
            throw unreadable("an id has " + length + " bytes");
        }
        int from = take(length);
        if (length >= 8) {
            return (long) BIG.get(bytes, from + length - 8);
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << 8) | (bytes[from + i] & 0xff);
        }
        return value;
    }

    String hex() {
        int length = length();
        int from = take(length);
        return HexFormat.of().formatHex(bytes, from, from + length);
    }

    /** A number that tells some bytes from others. */
    int hash() {
        int length = length();
        int from = take(length);
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw unreadable("a length leads past the end");
        }
        return (int) length;
    }

    private int take(int count) {
        if (count > end - at) {
            throw unreadable("the bytes end within a field");
        }
        int from = at;
        at += count;
        return from;
    }

    UnreadableSpansException unreadable(String reason) {
        return new UnreadableSpansException(reason, at);
    }
}
