package polis.dependencymap.span;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Remote;
import polis.dependencymap.link.Span;

/**
 * The bytes in which spans wait in the inbox: a sixth of what was sent, since only what linking needs is kept and every
 * name is there once.
 */
public final class SpanArchive {

    private static final int VERSION = 2;
    /** Without weights: what an earlier release has left in the inbox. */
    private static final int WEIGHTLESS = 1;
    private static final int NONE = -1;
    private static final int SPAN_BYTES = 5 * Long.BYTES + 4 * Integer.BYTES + 1;
    private static final int SHARED = 0x10;
    private static final int ERROR = 0x20;

    private SpanArchive() {}

    public static byte[] write(List<Span> spans) {
        Map<String, Integer> names = new LinkedHashMap<>();
        Map<Remote, Integer> remotes = new LinkedHashMap<>();
        int[] indices = new int[2 * spans.size()];
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            Span before = spans.get(Math.max(0, i - 1));
            // A list's spans mostly come from one service.
            boolean same = i > 0 && Objects.equals(span.service(), before.service());
            indices[2 * i] = same ? indices[2 * i - 2] : indexOf(span.service(), names);
            indices[2 * i + 1] = indexOf(span.remote(), remotes);
        }
        List<byte[]> words = new ArrayList<>();
        names.keySet().forEach(name -> words.add(name.getBytes(StandardCharsets.UTF_8)));
        remotes.keySet().forEach(remote -> {
            words.add(remote.name().getBytes(StandardCharsets.UTF_8));
            words.add(remote.type().name().getBytes(StandardCharsets.UTF_8));
        });
        int length = 1 + 3 * Integer.BYTES + spans.size() * SPAN_BYTES;
        for (byte[] word : words) {
            length += Short.BYTES + word.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        out.put((byte) VERSION).putInt(names.size()).putInt(remotes.size()).putInt(spans.size());
        words.forEach(word -> out.putShort((short) word.length).put(word));
        int at = 0;
        for (Span span : spans) {
            int flags = codeOf(span.kind()) | (span.shared() ? SHARED : 0) | (span.error() ? ERROR : 0);
            out.putLong(span.traceId()).putLong(span.id()).putLong(span.parentId()).put((byte) flags)
                    .putLong(span.timestamp()).putLong(span.duration()).putInt(span.instance()).putInt(indices[at++])
                    .putInt(indices[at++]).putInt(span.weight());
        }
        return out.array();
    }

    public static List<Span> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION && version != WEIGHTLESS) {
            throw new IllegalStateException("spans archived in version " + version + ", which is not known");
        }
        int nameCount = in.getInt();
        int remoteCount = in.getInt();
        int size = in.getInt();
        List<String> names = new ArrayList<>(nameCount);
        for (int i = 0; i < nameCount; i++) {
            names.add(word(in));
        }
        List<Remote> remotes = new ArrayList<>(remoteCount);
        for (int i = 0; i < remoteCount; i++) {
            remotes.add(new Remote(word(in), NodeType.valueOf(word(in))));
        }
        List<Span> spans = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            spans.add(span(in, names, remotes, version != WEIGHTLESS));
        }
        return spans;
    }

    private static Span span(ByteBuffer in, List<String> names, List<Remote> remotes, boolean weighed) {
        long traceId = in.getLong();
        long id = in.getLong();
        long parentId = in.getLong();
        int flags = in.get();
        return new Span(traceId, id, parentId, kindOf(flags & 0xf), (flags & SHARED) != 0, (flags & ERROR) != 0,
                in.getLong(), in.getLong(), in.getInt(), at(in.getInt(), names), at(in.getInt(), remotes),
                weighed ? in.getInt() : 1);
    }

    private static String word(ByteBuffer in) {
        byte[] word = new byte[in.getShort()];
        in.get(word);
        return new String(word, StandardCharsets.UTF_8);
    }

    private static int codeOf(Kind kind) {
        return switch (kind) {
            case LOCAL -> 0;
            case CLIENT -> 1;
            case SERVER -> 2;
            case PRODUCER -> 3;
            case CONSUMER -> 4;
        };
    }

    private static Kind kindOf(int code) {
        return switch (code) {
            case 0 -> Kind.LOCAL;
            case 1 -> Kind.CLIENT;
            case 2 -> Kind.SERVER;
            case 3 -> Kind.PRODUCER;
            case 4 -> Kind.CONSUMER;
            default -> throw new IllegalStateException("span of unknown kind " + code);
        };
    }

    private static <T> int indexOf(@Nullable T value, Map<T, Integer> values) {
        if (value == null) {
            return NONE;
        }
        Integer next = values.size();
        Integer known = values.putIfAbsent(value, next);
        return known == null ? next : known;
    }

    private static <T> @Nullable T at(int index, List<T> values) {
        return index == NONE ? null : values.get(index);
    }
}
