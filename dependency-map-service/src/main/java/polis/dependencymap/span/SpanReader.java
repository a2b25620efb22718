package polis.dependencymap.span;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.Remote;
import polis.dependencymap.link.Span;
import zipkin2.Endpoint;

/** Decodes a list of spans. Names are shared between spans: a flood of them would else be mostly the same few words. */
@Component
public class SpanReader {

    private final Interned<String> names = new Interned<>();
    private final Interned<Remote> remotes = new Interned<>();

    /** Reads all spans, or none: a list that is broken anywhere is an {@link UnreadableSpansException}. */
    public List<Span> read(byte[] bytes, SpanFormat format) {
        var decoded = new ArrayList<zipkin2.Span>();
        try {
            if (bytes.length > 0) {
                format.decoder().decodeList(bytes, decoded);
            }
        } catch (Exception e) {
            // Codecs meet hostile bytes with whatever exception the first wrong byte leads to, checked ones undeclared.
            throw new UnreadableSpansException(reason(e), e);
        }
        var spans = new ArrayList<Span>(decoded.size());
        for (zipkin2.Span span : decoded) {
            spans.add(of(span));
        }
        return spans;
    }

    private Span of(zipkin2.Span span) {
        Tags tags = new Tags(span);
        Kind kind = tags.kind();
        Remote remote = tags.remote(kind);
        return new Span(lowerHalf(span.traceId()), Long.parseUnsignedLong(span.id(), 16),
                span.parentId() == null ? 0 : Long.parseUnsignedLong(span.parentId(), 16), kind,
                Boolean.TRUE.equals(span.shared()), tags.isError(), span.timestampAsLong(), span.durationAsLong(),
                instance(span.localEndpoint()), named(span.localServiceName()),
                remote == null ? null : remotes.of(remote));
    }

    private @Nullable String named(@Nullable String service) {
        return service == null ? null : names.of(Tags.shortened(service));
    }

    private static long lowerHalf(String traceId) {
        return Long.parseUnsignedLong(traceId.substring(Math.max(0, traceId.length() - 16)), 16);
    }

    private static int instance(@Nullable Endpoint endpoint) {
        if (endpoint == null) {
            return 0;
        }
        int address = endpoint.ipv4() != null ? endpoint.ipv4().hashCode() : 0;
        int address6 = endpoint.ipv6() != null ? endpoint.ipv6().hashCode() : 0;
        return (address * 31 + address6) * 31 + endpoint.portAsInt();
    }

    private static String reason(Exception e) {
        String message = e instanceof IllegalArgumentException ? e.getMessage() : null;
        if (message == null) {
            return "The bytes end or change their meaning in the middle of a span.";
        }
        String line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
