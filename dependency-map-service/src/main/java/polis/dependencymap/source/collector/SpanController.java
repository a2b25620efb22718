package polis.dependencymap.source.collector;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import polis.dependencymap.inbox.Intake;
import polis.dependencymap.link.Span;
import polis.dependencymap.span.SpanFormat;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Takes spans as Zipkin does. A 202 means that they are durable and will be counted once. */
@RestController
@Tag(name = "Spans")
class SpanController {

    private final CollectorSettings settings;
    private final IngestKey ingestKey;
    private final DecodingMemory memory;
    private final Decoding decoding;
    private final Intake intake;
    private final ZipkinForwarding forwarding;
    private final Counter accepted;

    SpanController(CollectorSettings settings, IngestKey ingestKey, Decoding decoding, Intake intake,
            ZipkinForwarding forwarding, MeterRegistry meters) {
        this.settings = settings;
        this.ingestKey = ingestKey;
        this.memory = new DecodingMemory(settings.decodingMemory().toBytes());
        this.decoding = decoding;
        this.intake = intake;
        this.forwarding = forwarding;
        this.accepted = meters.counter("polis.map.spans.accepted");
        meters.gauge("polis.map.decoding.bytes", memory, DecodingMemory::taken);
    }

    @TakesSpans
    @PostMapping("/api/v2/spans")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "report", summary = "Report spans, with a bearer token of the role deployer")
    void report(HttpServletRequest request) throws IOException {
        take(request);
    }

    @TakesSpans
    @PostMapping("/ingest/{key}/api/v2/spans")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "reportWithKey", summary = "Report spans from a stock reporter, with the ingest key")
    void reportWithKey(@PathVariable String key, HttpServletRequest request) throws IOException {
        ingestKey.check(key);
        take(request);
    }

    private void take(HttpServletRequest request) throws IOException {
        SpanFormat format = formatOf(request.getContentType());
        boolean gzip = isGzip(request.getHeader("Content-Encoding"));
        List<Span> spans;
        try (var body = new Body(memory, settings.maxInflated().toBytes())) {
            byte[] bytes = body.read(request.getInputStream(), gzip);
            spans = decoding.decode(bytes, format);
            intake.accept(spans);
            forwarding.offer(bytes, format);
        }
        accepted.increment(spans.size());
    }

    private static SpanFormat formatOf(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            // Some reporters say nothing; Zipkin takes that for JSON as well.
            case "", "application/json", "text/plain" -> SpanFormat.JSON;
            case "application/x-protobuf", "application/protobuf" -> SpanFormat.PROTO3;
            default -> throw new ProblemException(StandardProblem.UNSUPPORTED_MEDIA_TYPE,
                    "Send spans as application/json or application/x-protobuf.");
        };
    }

    private static boolean isGzip(@Nullable String encoding) {
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new ProblemException(StandardProblem.UNSUPPORTED_MEDIA_TYPE, "Send spans plain or packed by gzip.");
    }
}
