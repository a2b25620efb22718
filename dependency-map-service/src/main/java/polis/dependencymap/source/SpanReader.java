package polis.dependencymap.source;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Remote;
import polis.dependencymap.link.Span;
import polis.dependencymap.otlp.OtlpJson;
import polis.dependencymap.otlp.OtlpProto;
import polis.dependencymap.span.Draft;
import polis.dependencymap.span.Memo;
import polis.dependencymap.span.Sampling;
import polis.dependencymap.span.SamplingSettings;
import polis.dependencymap.span.SpanFormat;
import polis.dependencymap.span.Tags;
import polis.dependencymap.span.UnreadableSpansException;
import polis.dependencymap.span.Wire;
import polis.dependencymap.span.Words;
import polis.dependencymap.zipkin.ZipkinJson;
import polis.dependencymap.zipkin.ZipkinProto;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Decodes a list of spans. Names are shared between spans: a flood of them would else be mostly the same few words. */
@Component
public class SpanReader {

    private final Memo<String, String> names = new Memo<>(SpanReader::serviceName);
    private final Memo<Remote, Remote> remotes = new Memo<>(remote -> remote);
    private final Words words = new Words();
    private final Sampling sampling;

    public SpanReader(SamplingSettings settings) {
        this.sampling = new Sampling(settings.sampling());
    }

    /** Reads all spans, or none: a list that is broken anywhere is an {@link UnreadableSpansException}. */
    public List<Span> read(byte[] bytes, SpanFormat format) {
        if (bytes.length == 0) {
            return List.of();
        }
        var draft = new Draft(names, remotes, sampling);
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

    /** Returns a service's name as it is read from spans. */
    public static String serviceName(String name) {
        return Tags.shortened(name.toLowerCase(Locale.ROOT));
    }

    /** Returns what a remote service is by its name alone. */
    public static NodeType typeOf(String name) {
        return Tags.typeOf(name);
    }

    private static String reason(JacksonException e) {
        String line = e.getOriginalMessage().lines().findFirst().orElse("");
        return line.length() > 150 ? line.substring(0, 150) + "…" : line;
    }
}
