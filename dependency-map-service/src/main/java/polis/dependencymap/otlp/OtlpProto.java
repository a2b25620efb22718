package polis.dependencymap.otlp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.Span;
import polis.dependencymap.span.Draft;
import polis.dependencymap.span.Tags;
import polis.dependencymap.span.Wire;

/** Reads OpenTelemetry's ExportTraceServiceRequest (trace_service.proto and trace.proto in opentelemetry-proto). */
public final class OtlpProto {

    /** The field 1 that is a message or bytes: resource spans, resource, attributes, trace id, a key, a string. */
    private static final int FIRST = Wire.key(1, Wire.BYTES);
    /** The field 2 that is a message or bytes: scope spans, spans, span id, a value. */
    private static final int SECOND = Wire.key(2, Wire.BYTES);
    private static final int TRACE_STATE = Wire.key(3, Wire.BYTES);
    private static final int PARENT_ID = Wire.key(4, Wire.BYTES);
    private static final int KIND = Wire.key(6, Wire.VARINT);
    private static final int START = Wire.key(7, Wire.FIXED64);
    private static final int END = Wire.key(8, Wire.FIXED64);
    private static final int ATTRIBUTE = Wire.key(9, Wire.BYTES);
    private static final int STATUS = Wire.key(15, Wire.BYTES);
    private static final int STATUS_CODE = Wire.key(3, Wire.VARINT);
    private static final int BOOL_VALUE = Wire.key(2, Wire.VARINT);
    private static final int INT_VALUE = Wire.key(3, Wire.VARINT);
    private static final int DOUBLE_VALUE = Wire.key(4, Wire.FIXED64);

    private final Wire in;
    private final Draft draft;
    private final List<Span> spans = new ArrayList<>();

    private OtlpProto(Wire in, Draft draft) {
        this.in = in;
        this.draft = draft;
    }

    public static List<Span> read(Wire in, Draft draft) {
        var reader = new OtlpProto(in, draft);
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == FIRST) {
                int outer = in.enter();
                reader.resourceSpans();
                in.leave(outer);
            } else {
                in.skip(key);
            }
        }
        return reader.spans;
    }

    private void resourceSpans() {
        int start = in.position();
        var resource = new Resource();
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == FIRST) {
                resource(resource);
            } else {
                in.skip(key);
            }
        }
        in.rewind(start);
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == SECOND) {
                scopeSpans(resource);
            } else {
                in.skip(key);
            }
        }
    }

    private void resource(Resource resource) {
        int outer = in.enter();
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == FIRST) {
                attribute(resource);
            } else {
                in.skip(key);
            }
        }
        in.leave(outer);
    }

    private void scopeSpans(Resource resource) {
        int outer = in.enter();
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == SECOND) {
                int list = in.enter();
                draft.clear();
                span();
                in.leave(list);
                draft.serve(resource.service());
                draft.instance = resource.instance();
                spans.add(draft.span());
            } else {
                in.skip(key);
            }
        }
        in.leave(outer);
    }

    private void span() {
        long started = 0;
        long ended = 0;
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == ATTRIBUTE) {
                attribute();
            } else if (key == FIRST) {
                draft.traceId = in.id(16, 16);
            } else if (key == SECOND) {
                draft.id = in.id(8, 8);
            } else if (key == PARENT_ID) {
                draft.parentId = in.id(0, 8);
            } else if (key == TRACE_STATE) {
                draft.traceState(in.string());
            } else if (key == KIND) {
                draft.kind = Otlp.kind(in.varint());
            } else if (key == START) {
                started = in.fixed64();
            } else if (key == END) {
                ended = in.fixed64();
            } else if (key == STATUS) {
                status();
            } else {
                in.skip(key);
            }
        }
        if (draft.traceId == 0 || draft.id == 0) {
            throw in.unreadable("a span has no id or no trace id");
        }
        draft.startedAndEnded(started, ended);
    }

    private void status() {
        int outer = in.enter();
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == STATUS_CODE) {
                draft.failed = in.varint() == Otlp.STATUS_ERROR;
            } else {
                in.skip(key);
            }
        }
        in.leave(outer);
    }

    private void attribute(Resource resource) {
        int outer = in.enter();
        String name = "";
        String value = null;
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == FIRST) {
                name = in.string();
            } else if (key == SECOND && Resource.matters(name)) {
                value = value(false);
            } else {
                in.skip(key);
            }
        }
        in.leave(outer);
        if (value != null) {
            resource.put(name, value);
        }
    }

    private void attribute() {
        int outer = in.enter();
        Tags.Sense sense = null;
        String value = null;
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == FIRST) {
                sense = in.sense();
            } else if (key == SECOND && sense != null) {
                value = value(sense.isUrl());
            } else {
                in.skip(key);
            }
        }
        in.leave(outer);
        if (sense != null && value != null) {
            draft.tags.put(sense, value);
        }
    }

    private @Nullable String value(boolean url) {
        int outer = in.enter();
        String value = null;
        for (int key = in.key(); key != 0; key = in.key()) {
            if (key == FIRST) {
                value = url ? in.origin() : in.string();
            } else if (key == INT_VALUE) {
                value = Long.toString(in.varint());
            } else if (key == BOOL_VALUE) {
                value = Boolean.toString(in.varint() != 0);
            } else if (key == DOUBLE_VALUE) {
                value = Double.toString(Double.longBitsToDouble(in.fixed64()));
            } else {
                in.skip(key);
            }
        }
        in.leave(outer);
        return value;
    }
}
