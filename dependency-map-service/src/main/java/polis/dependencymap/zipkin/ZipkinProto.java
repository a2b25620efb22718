package polis.dependencymap.zipkin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.Span;
import polis.dependencymap.span.Draft;
import polis.dependencymap.span.Tags;
import polis.dependencymap.span.Wire;

/** Reads Zipkin's ListOfSpans (zipkin.proto in openzipkin/zipkin-api). */
public final class ZipkinProto {

    private static final int SPANS = Wire.key(1, Wire.BYTES);
    private static final int TRACE_ID = Wire.key(1, Wire.BYTES);
    private static final int PARENT_ID = Wire.key(2, Wire.BYTES);
    private static final int ID = Wire.key(3, Wire.BYTES);
    private static final int KIND = Wire.key(4, Wire.VARINT);
    private static final int TIMESTAMP = Wire.key(6, Wire.FIXED64);
    private static final int DURATION = Wire.key(7, Wire.VARINT);
    private static final int LOCAL = Wire.key(8, Wire.BYTES);
    private static final int REMOTE = Wire.key(9, Wire.BYTES);
    private static final int TAG = Wire.key(11, Wire.BYTES);
    private static final int SHARED = Wire.key(13, Wire.VARINT);
    private static final int FIRST = Wire.key(1, Wire.BYTES);
    private static final int SECOND = Wire.key(2, Wire.BYTES);
    private static final int THIRD = Wire.key(3, Wire.BYTES);
    private static final int PORT = Wire.key(4, Wire.VARINT);

    private ZipkinProto() {}

    public static List<Span> read(Wire in, Draft draft) {
        List<Span> spans = new ArrayList<>();
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key != SPANS) {
                throw in.unreadable("this is no list of Zipkin's spans");
            }
            int outer = in.enter();
            draft.clear();
            span(in, draft);
            in.leave(outer);
            spans.add(draft.span());
        }
        return spans;
    }

    private static void span(Wire in, Draft draft) {
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == TRACE_ID) {
                draft.traceId = in.id(1, 16);
            } else if (key == PARENT_ID) {
                draft.parentId = in.id(0, 8);
            } else if (key == ID) {
                draft.id = in.id(1, 8);
            } else if (key == KIND) {
                draft.kind = kind(in.varint());
            } else if (key == TIMESTAMP) {
                draft.timestamp = in.fixed64();
            } else if (key == DURATION) {
                draft.duration = in.varint();
            } else if (key == LOCAL) {
                endpoint(in, draft, true);
            } else if (key == REMOTE) {
                endpoint(in, draft, false);
            } else if (key == TAG) {
                tag(in, draft);
            } else if (key == SHARED) {
                draft.shared = in.varint() != 0;
            } else {
                in.skip(key);
            }
        }
        if (draft.id == 0) {
            throw in.unreadable("a span has no id");
        }
        if (draft.traceId == 0) {
            throw in.unreadable("a span has no trace id");
        }
    }

    private static void endpoint(Wire in, Draft draft, boolean local) {
        int outer = in.enter();
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == FIRST) {
                String name = in.string();
                if (local) {
                    draft.serve(name);
                } else {
                    draft.tags.remoteService(name);
                }
            } else if (local && (key == SECOND || key == THIRD)) {
                draft.address(in.hash());
            } else if (local && key == PORT) {
                draft.address((int) in.varint());
            } else {
                in.skip(key);
            }
        }
        in.leave(outer);
    }

    private static void tag(Wire in, Draft draft) {
        int outer = in.enter();
        Tags.Sense sense = null;
        String value = "";
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == FIRST) {
                sense = in.sense();
            } else if (key == SECOND && sense != null) {
                value = sense.isUrl() ? in.origin() : in.string();
            } else {
                in.skip(key);
            }
        }
        in.leave(outer);
        if (sense != null) {
            draft.tags.put(sense, value);
        }
    }

    private static @Nullable Kind kind(long number) {
        return switch ((int) number) {
            case 1 -> Kind.CLIENT;
            case 2 -> Kind.SERVER;
            case 3 -> Kind.PRODUCER;
            case 4 -> Kind.CONSUMER;
            default -> null;
        };
    }
}
