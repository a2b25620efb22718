package polis.dependencymap.source;

import java.util.List;
import org.springframework.stereotype.Component;
import polis.dependencymap.link.Span;
import polis.dependencymap.otlp.OtlpJson;
import polis.dependencymap.otlp.OtlpProto;
import polis.dependencymap.span.Draft;
import polis.dependencymap.span.Drafts;
import polis.dependencymap.span.SamplingSettings;
import polis.dependencymap.span.SpanFormat;
import polis.dependencymap.span.UnreadableSpansException;
import polis.dependencymap.span.Wire;
import polis.dependencymap.span.Words;
import polis.dependencymap.zipkin.ZipkinJson;
import polis.dependencymap.zipkin.ZipkinProto;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Decodes a list of spans in any encoding. */
@Component
public class SpanReader {

    private final Drafts drafts;
    private final Words words = new Words();

    public SpanReader(SamplingSettings settings) {
        this.drafts = new Drafts(settings);
    }

    /** Reads all spans, or none: a list that is broken anywhere is an {@link UnreadableSpansException}. */
    public List<Span> read(byte[] bytes, SpanFormat format) {
        if (bytes.length == 0) {
            return List.of();
        }
        Draft draft = drafts.draft();
        try {
            return switch (format) {
                case JSON -> ZipkinJson.read(bytes, words, draft);
                case JSON_TRACES -> ZipkinJson.readTraces(bytes, words, draft);
                case PROTO3 -> ZipkinProto.read(new Wire(bytes, words), draft);
                case OTLP_JSON -> OtlpJson.read(bytes, draft);
                case OTLP_PROTO -> OtlpProto.read(new Wire(bytes, words), draft);
            };
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            throw new UnreadableSpansException(reason(e), location == null ? 0 : Math.max(0, location.getByteOffset()));
        }
    }

    private static String reason(JacksonException e) {
        String line = e.getOriginalMessage().lines().findFirst().orElse("");
        return line.length() > 150 ? line.substring(0, 150) + "…" : line;
    }
}
