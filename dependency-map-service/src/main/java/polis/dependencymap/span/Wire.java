package polis.dependencymap.span;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

// ADR 50
/** Walks over the fields of a protobuf message as it lies in memory (protobuf.dev, "Encoding"). */
public final class Wire {

    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    public static final int BYTES = 2;
    public static final int FIXED32 = 5;

    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final Words words;
    private int at;
    private int end;

    public Wire(byte[] bytes, Words words) {
        this.bytes = bytes;
        this.words = words;
        this.end = bytes.length;
    }

    /** Returns the next field's number and wire type, or 0 at the message's end. */
    public int key() {
        if (at == end) {
            return 0;
        }
        long key = varint();
        if (key >>> 3 == 0 || key >>> 32 != 0) {
            throw unreadable("a field has no number");
        }
        return (int) key;
    }

    public static int key(int field, int type) {
        return (field << 3) | type;
    }

    /** Narrows the view to the message that comes now; what it returns is for {@link #leave}. */
    public int enter() {
        int length = length();
        int outer = end;
        end = at + length;
        return outer;
    }

    public void leave(int outer) {
        at = end;
        end = outer;
    }

    public int position() {
        return at;
    }

    /** Goes back to a position within the message, to read it a second time. */
    public void rewind(int position) {
        at = position;
    }

    public void skip(int key) {
        switch (key & 7) {
            case VARINT -> varint();
            case FIXED64 -> take(8);
            case BYTES -> take(length());
            case FIXED32 -> take(4);
            default -> throw unreadable("a field is of a type that is not known");
        }
    }

    public long varint() {
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

    public long fixed64() {
        return (long) LITTLE.get(bytes, take(8));
    }

    public String string() {
        int length = length();
        int from = take(length);
        return words.of(bytes, from, from + length);
    }

    /** Returns the beginning of a URL up to its path: that is another one in every span. */
    public String origin() {
        int length = length();
        int from = take(length);
        return words.origin(bytes, from, from + length);
    }

    /** What a tag of this name means, or null if nothing. */
    public Tags.@Nullable Sense sense() {
        int length = length();
        int from = take(length);
        return Tags.DICTIONARY.get(bytes, from, from + length);
    }

    /** Returns the last eight of some bytes as they are in an id. Their number must lie between these. */
    public long id(int least, int most) {
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

    public String hex() {
        int length = length();
        int from = take(length);
        return HexFormat.of().formatHex(bytes, from, from + length);
    }

    /** Returns a number that tells some bytes from others. */
    public int hash() {
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

    public UnreadableSpansException unreadable(String reason) {
        return new UnreadableSpansException(reason, at);
    }
}
