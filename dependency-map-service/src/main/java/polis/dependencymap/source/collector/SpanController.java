package polis.dependencymap.source.collector;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import polis.dependencymap.span.SpanFormat;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Takes spans as Zipkin does. A 202 means that they are durable and will be counted once. */
@RestController
@Tag(name = "Spans")
class SpanController {

    private final IngestKey ingestKey;
    private final Collector collector;

    SpanController(IngestKey ingestKey, Collector collector) {
        this.ingestKey = ingestKey;
        this.collector = collector;
    }

    @TakesSpans
    @PostMapping("/api/v2/spans")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "report", summary = "Report spans, with a bearer token of the role deployer")
    void report(HttpServletRequest request) throws IOException {
        collector.take(request, formatOf(request.getContentType()));
    }

    @TakesSpans
    @PostMapping("/ingest/{key}/api/v2/spans")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "reportWithKey", summary = "Report spans from a stock reporter, with the ingest key")
    void reportWithKey(@PathVariable String key, HttpServletRequest request) throws IOException {
        ingestKey.check(key);
        collector.take(request, formatOf(request.getContentType()));
    }

    static SpanFormat formatOf(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            // Some reporters say nothing; Zipkin takes that for JSON as well.
            case "", "application/json", "text/plain" -> SpanFormat.JSON;
            case "application/x-protobuf", "application/protobuf" -> SpanFormat.PROTO3;
            default -> throw new ProblemException(StandardProblem.UNSUPPORTED_MEDIA_TYPE,
                    "Send spans as application/json or application/x-protobuf.");
        };
    }
}
