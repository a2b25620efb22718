package polis.dependencymap.source.collector;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.dependencymap.inbox.Intake;
import polis.dependencymap.link.Span;
import polis.dependencymap.span.SpanFormat;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Takes the spans of a request, whatever they are encoded in: once it has returned they are durable. */
@Component
class Collector {

    private final CollectorSettings settings;
    private final DecodingMemory memory;
    private final Decoding decoding;
    private final Intake intake;
    private final ZipkinForwarding forwarding;
    private final Counter accepted;

    Collector(CollectorSettings settings, Decoding decoding, Intake intake, ZipkinForwarding forwarding,
            MeterRegistry meters) {
        this.settings = settings;
        this.memory = new DecodingMemory(settings.decodingMemory().toBytes());
        this.decoding = decoding;
        this.intake = intake;
        this.forwarding = forwarding;
        this.accepted = meters.counter("polis.map.spans.accepted");
        meters.gauge("polis.map.decoding.bytes", memory, DecodingMemory::taken);
    }

    void take(HttpServletRequest request, SpanFormat format) throws IOException {
        intake.ensureRoom();
        boolean gzip = isGzip(request.getHeader("Content-Encoding"));
        List<Span> spans;
        try (var body = new Body(memory, settings.maxInflated().toBytes())) {
            byte[] bytes = body.read(request.getInputStream(), gzip, request.getContentLengthLong());
            spans = decoding.decode(bytes, format);
            intake.accept(spans);
            forwarding.offer(bytes, format);
        }
        accepted.increment(spans.size());
    }

    private static boolean isGzip(@Nullable String encoding) {
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new ProblemException(StandardProblem.UNSUPPORTED_MEDIA_TYPE,
                "Content-Encoding must be gzip or absent: send the spans plain or as gzip.");
    }
}
