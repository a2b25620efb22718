package polis.dependencymap.zipkin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.Span;
import polis.dependencymap.span.Dictionary;
import polis.dependencymap.span.Draft;
import polis.dependencymap.span.Tags;
import polis.dependencymap.span.Words;

/** Reads Zipkin's JSON v2. What a span has beside the fields that linking needs is passed over unread. */
public final class ZipkinJson {

    private enum Field {
        TRACE_ID, ID, PARENT_ID, KIND, TIMESTAMP, DURATION, LOCAL, REMOTE, TAGS, SHARED
    }

    private enum EndpointField {
        NAME, ADDRESS, PORT
    }

    private static final Dictionary<Field> FIELDS = new Dictionary<>(Map.of("traceId", Field.TRACE_ID, "id", Field.ID,
            "parentId", Field.PARENT_ID, "kind", Field.KIND, "timestamp", Field.TIMESTAMP, "duration", Field.DURATION,
            "localEndpoint", Field.LOCAL, "remoteEndpoint", Field.REMOTE, "tags", Field.TAGS, "shared", Field.SHARED));
    private static final Dictionary<EndpointField> ENDPOINT_FIELDS = new Dictionary<>(
            Map.of("serviceName", EndpointField.NAME, "ipv4", EndpointField.ADDRESS, "ipv6", EndpointField.ADDRESS,
                    "port", EndpointField.PORT));
    private static final Dictionary<Kind> KINDS = new Dictionary<>(
            Map.of("CLIENT", Kind.CLIENT, "SERVER", Kind.SERVER, "PRODUCER", Kind.PRODUCER, "CONSUMER", Kind.CONSUMER));

    private final JsonBytes in;
    private final Draft draft;

    private ZipkinJson(JsonBytes in, Draft draft) {
        this.in = in;
        this.draft = draft;
    }

    public static List<Span> read(byte[] bytes, Words words, Draft draft) {
        var in = new JsonBytes(bytes, words);
        List<Span> spans = new ArrayList<>();
        in.expect('[', "a list of spans is expected");
        new ZipkinJson(in, draft).list(spans);
        in.end();
        return spans;
    }

    public static List<Span> readTraces(byte[] bytes, Words words, Draft draft) {
        var in = new JsonBytes(bytes, words);
        List<Span> spans = new ArrayList<>();
        var reader = new ZipkinJson(in, draft);
        in.expect('[', "a list of traces is expected");
        for (boolean first = true; in.hasElement(first); first = false) {
            in.expect('[', "a trace is expected");
            reader.list(spans);
        }
        in.end();
        return spans;
    }

    private void list(List<Span> spans) {
        for (boolean first = true; in.hasElement(first); first = false) {
            in.expect('{', "a span is expected");
            draft.clear();
            span();
            spans.add(draft.span());
        }
    }

    private void span() {
        for (boolean first = true; in.hasField(first); first = false) {
            Field field = in.in(FIELDS);
            if (field == null) {
                in.skip();
            } else if (!in.isNull()) {
                read(field);
            }
        }
        if (draft.traceId == 0 || draft.id == 0) {
            throw in.unreadable("a span has no id or no trace id");
        }
    }

    private void read(Field field) {
        switch (field) {
            case TRACE_ID -> draft.traceId = in.id(32);
            case ID -> draft.id = in.id(16);
            case PARENT_ID -> draft.parentId = in.id(16);
            case KIND -> draft.kind = kind();
            case TIMESTAMP -> draft.timestamp = in.number();
            case DURATION -> draft.duration = in.number();
            case LOCAL -> endpoint(true);
            case REMOTE -> endpoint(false);
            case TAGS -> tags();
            case SHARED -> draft.shared = in.truth();
        }
    }

    private Kind kind() {
        in.string("a string is expected");
        Kind kind = in.in(KINDS);
        if (kind == null) {
            throw in.unreadable("a span's kind is none that is known");
        }
        return kind;
    }

    private void endpoint(boolean local) {
        in.expect('{', "an endpoint is expected");
        for (boolean first = true; in.hasField(first); first = false) {
            EndpointField field = in.in(ENDPOINT_FIELDS);
            if (field == null || (!local && field != EndpointField.NAME)) {
                in.skip();
            } else if (!in.isNull()) {
                read(field, local);
            }
        }
    }

    private void read(EndpointField field, boolean local) {
        switch (field) {
            case NAME -> {
                in.string("a string is expected");
                if (local) {
                    draft.serve(in.text());
                } else {
                    draft.tags.remoteService(in.text());
                }
            }
            case ADDRESS -> {
                in.string("a string is expected");
                draft.address(in.hash());
            }
            case PORT -> draft.address((int) in.number());
        }
    }

    private void tags() {
        in.expect('{', "tags are expected");
        for (boolean first = true; in.hasField(first); first = false) {
            Tags.Sense sense = in.in(Tags.DICTIONARY);
            if (sense == null) {
                in.skipScalar();
            } else {
                draft.tags.put(sense, in.scalar(sense.isUrl()));
            }
        }
    }
}
