package polis.dependencymap.otlp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.Span;
import polis.dependencymap.span.Draft;
import polis.dependencymap.span.Tags;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads OpenTelemetry's export request in OTLP's JSON: hexadecimal ids, enums as numbers, camel case. */
public final class OtlpJson {

    private final JsonParser parser;
    private final Json in;
    private final Draft draft;
    private final List<Span> spans = new ArrayList<>();

    private OtlpJson(JsonParser parser, Draft draft) {
        this.parser = parser;
        this.in = new Json(parser);
        this.draft = draft;
    }

    public static List<Span> read(byte[] bytes, Draft draft) {
        try (var parser = Json.parser(bytes)) {
            var reader = new OtlpJson(parser, draft);
            parser.nextToken();
            reader.in.expect(parser.currentToken(), JsonToken.START_OBJECT, "an export request is expected");
            for (String name = reader.nextField(); name != null; name = reader.nextField()) {
                if (name.equals("resourceSpans") || name.equals("resource_spans")) {
                    reader.each(reader::resourceSpans);
                } else {
                    parser.skipChildren();
                }
            }
            reader.in.end();
            return reader.spans;
        }
    }

    /** Returns the next field with a value, at which the parser is then, or null at the object's end. */
    private @Nullable String nextField() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                return name;
            }
        }
        in.expect(parser.currentToken(), JsonToken.END_OBJECT, "an object has no end");
        return null;
    }

    private void each(Runnable element) {
        in.expect(parser.currentToken(), JsonToken.START_ARRAY, "a list is expected");
        while (in.hasNext("an object is expected")) {
            element.run();
        }
    }

    private void object() {
        in.expect(parser.currentToken(), JsonToken.START_OBJECT, "an object is expected");
    }

    private void resourceSpans() {
        var resource = new Resource();
        int first = spans.size();
        for (String name = nextField(); name != null; name = nextField()) {
            switch (name) {
                case "resource" -> resource(resource);
                case "scopeSpans", "scope_spans" -> each(this::scopeSpans);
                default -> parser.skipChildren();
            }
        }
        // An object's members come in any order: the resource is known for certain now.
        draft.clear();
        draft.serve(resource.service());
        for (int i = first; i < spans.size(); i++) {
            spans.set(i, draft.within(spans.get(i), draft.service, resource.instance()));
        }
    }

    private void resource(Resource resource) {
        object();
        for (String name = nextField(); name != null; name = nextField()) {
            if (name.equals("attributes")) {
                each(() -> attribute(resource));
            } else {
                parser.skipChildren();
            }
        }
    }

    private void scopeSpans() {
        for (String name = nextField(); name != null; name = nextField()) {
            if (name.equals("spans")) {
                each(this::span);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void span() {
        draft.clear();
        long started = 0;
        long ended = 0;
        for (String name = nextField(); name != null; name = nextField()) {
            switch (name) {
                case "traceId", "trace_id" -> draft.traceId = in.id(32);
                case "spanId", "span_id" -> draft.id = in.id(16);
                case "parentSpanId", "parent_span_id" -> draft.parentId = in.id(16);
                case "traceState", "trace_state" -> draft.traceState(in.string());
                case "kind" -> draft.kind = kind();
                case "startTimeUnixNano", "start_time_unix_nano" -> started = in.number();
                case "endTimeUnixNano", "end_time_unix_nano" -> ended = in.number();
                case "attributes" -> each(() -> attribute(null));
                case "status" -> status();
                default -> parser.skipChildren();
            }
        }
        if (draft.traceId == 0 || draft.id == 0) {
            throw in.unreadable("a span has no id or no trace id");
        }
        draft.startedAndEnded(started, ended);
        spans.add(draft.span());
    }

    private @Nullable Kind kind() {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return Otlp.kind(parser.getLongValue());
        }
        return Otlp.kind(in.string());
    }

    private void status() {
        object();
        for (String name = nextField(); name != null; name = nextField()) {
            if (name.equals("code")) {
                draft.failed = in.scalar().equals("STATUS_CODE_ERROR")
                        || in.scalar().equals(Integer.toString(Otlp.STATUS_ERROR));
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Reads an attribute, of the resource if there is one and of the span else. */
    private void attribute(@Nullable Resource resource) {
        String key = "";
        String value = null;
        for (String name = nextField(); name != null; name = nextField()) {
            switch (name) {
                case "key" -> key = in.string();
                case "value" -> value = value();
                default -> parser.skipChildren();
            }
        }
        if (value != null) {
            if (resource != null) {
                resource.put(key, value);
            } else {
                Tags.Sense sense = Tags.sense(key);
                if (sense != null) {
                    draft.tags.put(sense, value);
                }
            }
        }
    }

    private @Nullable String value() {
        object();
        String value = null;
        for (String name = nextField(); name != null; name = nextField()) {
            switch (name) {
                case "stringValue", "string_value", "intValue", "int_value", "boolValue", "bool_value", "doubleValue",
                        "double_value" -> {
                    if (!parser.currentToken().isScalarValue()) {
                        throw in.unreadable("an attribute's value is expected");
                    }
                    value = in.scalar();
                }
                default -> parser.skipChildren();
            }
        }
        return value;
    }
}
