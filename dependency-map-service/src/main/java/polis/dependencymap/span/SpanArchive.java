package polis.dependencymap.span;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Remote;
import polis.dependencymap.link.Span;

/**
 * The bytes in which spans wait in the inbox: a tenth of what was sent, since only what linking needs is kept and every
 * name is there once.
 */
public final class SpanArchive {

    private static final int VERSION = 1;
    private static final int NONE = -1;
    private static final int SHARED = 0x10;
    private static final int ERROR = 0x20;

    private SpanArchive() {}

    public static byte[] write(List<Span> spans) {
        Map<String, Integer> names = new LinkedHashMap<>();
        Map<Remote, Integer> remotes = new LinkedHashMap<>();
        for (Span span : spans) {
            if (span.service() != null) {
                names.putIfAbsent(span.service(), names.size());
            }
            if (span.remote() != null) {
                remotes.putIfAbsent(span.remote(), remotes.size());
            }
        }
        var bytes = new ByteArrayOutputStream(64 + spans.size() * 56);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(names.size());
            for (String name : names.keySet()) {
                out.writeUTF(name);
            }
            out.writeInt(remotes.size());
            for (Remote remote : remotes.keySet()) {
                out.writeUTF(remote.name());
                out.writeUTF(remote.type().name());
            }
            out.writeInt(spans.size());
            for (Span span : spans) {
                write(span, out, indexOf(span.service(), names), indexOf(span.remote(), remotes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static List<Span> read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("spans archived in version " + version + ", which is not known");
            }
            List<String> names = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                names.add(in.readUTF());
            }
            List<Remote> remotes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                remotes.add(new Remote(in.readUTF(), NodeType.valueOf(in.readUTF())));
            }
            int size = in.readInt();
            List<Span> spans = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                spans.add(read(in, names, remotes));
            }
            return spans;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Span span, DataOutputStream out, int name, int remote) throws IOException {
        out.writeLong(span.traceId());
        out.writeLong(span.id());
        out.writeLong(span.parentId());
        out.writeByte(codeOf(span.kind()) | (span.shared() ? SHARED : 0) | (span.error() ? ERROR : 0));
        out.writeLong(span.timestamp());
        out.writeLong(span.duration());
        out.writeInt(span.instance());
        out.writeInt(name);
        out.writeInt(remote);
    }

    private static Span read(DataInputStream in, List<String> names, List<Remote> remotes) throws IOException {
        long traceId = in.readLong();
        long id = in.readLong();
        long parentId = in.readLong();
        int flags = in.readByte();
        return new Span(traceId, id, parentId, kindOf(flags & 0xf), (flags & SHARED) != 0, (flags & ERROR) != 0,
                in.readLong(),
                in.readLong(), in.readInt(), at(in.readInt(), names), at(in.readInt(), remotes));
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
        return value == null ? NONE : values.getOrDefault(value, NONE);
    }

    private static <T> @Nullable T at(int index, List<T> values) {
        return index == NONE ? null : values.get(index);
    }
}
