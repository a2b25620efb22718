package polis.dependencymap.span;

import java.util.ArrayList;
import java.util.List;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.Span;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads Zipkin's JSON v2. What a span has beside the fields that linking needs is passed over unread. */
final class ZipkinJson {

    private final Json in;
    private final Draft draft;

    private ZipkinJson(Json in, Draft draft) {
        this.in = in;
        this.draft = draft;
    }

    static List<Span> read(byte[] bytes, Draft draft) {
        List<Span> spans = new ArrayList<>();
        try (var parser = Json.parser(bytes)) {
            var reader = new ZipkinJson(new Json(parser), draft);
            reader.in.expect(parser.nextToken(), JsonToken.START_ARRAY, "a list of spans is expected");
            reader.list(parser, spans);
            reader.in.end();
        }
        return spans;
    }

    static List<Span> readTraces(byte[] bytes, Draft draft) {
        List<Span> spans = new ArrayList<>();
        try (var parser = Json.parser(bytes)) {
            var reader = new ZipkinJson(new Json(parser), draft);
            reader.in.expect(parser.nextToken(), JsonToken.START_ARRAY, "a list of traces is expected");
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                reader.list(parser, spans);
            }
            reader.in.expect(parser.currentToken(), JsonToken.END_ARRAY, "a trace is expected");
            reader.in.end();
        }
        return spans;
    }

    private void list(JsonParser parser, List<Span> spans) {
        while (in.hasNext("a span is expected")) {
            draft.clear();
            span(parser);
            spans.add(draft.span());
        }
    }

    private void span(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (name) {
                case "traceId" -> draft.traceId = in.id(32);
                case "id" -> draft.id = in.id(16);
                case "parentId" -> draft.parentId = in.id(16);
                case "kind" -> draft.kind = kind(in.string());
                case "timestamp" -> draft.timestamp = in.number();
                case "duration" -> draft.duration = in.number();
                case "localEndpoint" -> endpoint(parser, true);
                case "remoteEndpoint" -> endpoint(parser, false);
                case "tags" -> tags(parser);
                case "shared" -> draft.shared = in.truth();
                default -> parser.skipChildren();
            }
        }
        in.expect(parser.currentToken(), JsonToken.END_OBJECT, "a span has no end");
        if (draft.traceId == 0 || draft.id == 0) {
            throw in.unreadable("a span has no id or no trace id");
        }
    }

    private void endpoint(JsonParser parser, boolean local) {
        in.expect(parser.currentToken(), JsonToken.START_OBJECT, "an endpoint is expected");
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (name) {
                case "serviceName" -> {
                    if (local) {
                        draft.serve(in.string());
                    } else {
                        draft.tags.remoteService(in.string());
                    }
                }
                case "ipv4", "ipv6" -> {
                    if (local) {
                        draft.address(in.string().hashCode());
                    }
                }
                case "port" -> {
                    if (local) {
                        draft.address((int) in.number());
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private void tags(JsonParser parser) {
        in.expect(parser.currentToken(), JsonToken.START_OBJECT, "tags are expected");
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (!parser.nextToken().isScalarValue()) {
                throw in.unreadable("the value of a tag is expected");
            }
            Tags.Sense sense = Tags.sense(name);
            if (sense != null) {
                draft.tags.put(sense, in.scalar());
            }
        }
    }

    private Kind kind(String name) {
        return switch (name) {
            case "CLIENT" -> Kind.CLIENT;
            case "SERVER" -> Kind.SERVER;
            case "PRODUCER" -> Kind.PRODUCER;
            case "CONSUMER" -> Kind.CONSUMER;
            default -> throw in.unreadable("a span's kind is none that is known");
        };
    }
}
