package polis.dependencymap.source.collector;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import polis.dependencymap.span.SpanFormat;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/**
 * Takes spans as an OpenTelemetry collector does by OTLP over HTTP (opentelemetry.io/docs/specs/otlp). All of a request
 * is taken or nothing, so there is no partial success. Refusals are answered in the encoding of the request.
 */
@RestController
@Tag(name = "Spans")
class OtlpController {

    private final IngestKey ingestKey;
    private final Collector collector;
    private final Refusals refusals;

    OtlpController(IngestKey ingestKey, Collector collector, Refusals refusals) {
        this.ingestKey = ingestKey;
        this.collector = collector;
        this.refusals = refusals;
    }

    @TakesOtlp
    @PostMapping("/v1/traces")
    @Operation(operationId = "export", summary = "Export spans by OTLP/HTTP, with a bearer token of the role deployer")
    ResponseEntity<byte[]> export(HttpServletRequest request) throws IOException {
        return take(request);
    }

    @TakesOtlp
    @PostMapping("/ingest/{key}/v1/traces")
    @Operation(operationId = "exportWithKey", summary = "Export spans by OTLP/HTTP, with the ingest key")
    ResponseEntity<byte[]> exportWithKey(@PathVariable String key, HttpServletRequest request) throws IOException {
        ingestKey.check(key);
        return take(request);
    }

    private ResponseEntity<byte[]> take(HttpServletRequest request) throws IOException {
        SpanFormat format = formatOf(request.getContentType());
        if (format == null) {
            throw new ProblemException(StandardProblem.UNSUPPORTED_MEDIA_TYPE,
                    "Send an export request as application/x-protobuf or application/json.");
        }
        collector.take(request, format);
        return OtlpAnswer.success(format);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(Exception failure, HttpServletRequest request) throws Exception {
        ProblemException problem = failure instanceof ProblemException known ? known : refusals.map(failure);
        SpanFormat format = formatOf(request.getContentType());
        if (problem == null || format == null) {
            throw failure;
        }
        return OtlpAnswer.refusal(format, problem);
    }

    private static @Nullable SpanFormat formatOf(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/json" -> SpanFormat.OTLP_JSON;
            case "application/x-protobuf", "application/protobuf" -> SpanFormat.OTLP_PROTO;
            default -> null;
        };
    }
}
