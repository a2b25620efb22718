package polis.dependencymap.source.collector;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import polis.dependencymap.span.SpanFormat;
import polis.problem.ProblemException;
import tools.jackson.databind.json.JsonMapper;

/** Answers an export request in its own encoding: an ExportTraceServiceResponse, or a google.rpc.Status. */
final class OtlpAnswer {

    private static final MediaType PROTOBUF = MediaType.parseMediaType("application/x-protobuf");
    private static final byte[] EMPTY_OBJECT = {'{', '}'};
    private static final int CODE = 1 << 3;
    private static final int MESSAGE = (2 << 3) | 2;

    private OtlpAnswer() {}

    static ResponseEntity<byte[]> success(SpanFormat format) {
        return ResponseEntity.ok().contentType(type(format)).body(format.isJson() ? EMPTY_OBJECT : new byte[0]);
    }

    static ResponseEntity<byte[]> refusal(SpanFormat format, ProblemException problem) {
        HttpStatus status = problem.type().status();
        var answer = ResponseEntity.status(status).contentType(type(format));
        if (status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header("Retry-After",
                    problem.headers().getOrDefault("Retry-After", status == HttpStatus.TOO_MANY_REQUESTS ? "1" : "2"));
        }
        int code = code(status);
        return answer.body(format.isJson() ? json(code, problem.detail()) : proto(code, problem.detail()));
    }

    /** Returns the code of google.rpc.Code that says the same. */
    private static int code(HttpStatus status) {
        return switch (status) {
            case TOO_MANY_REQUESTS, CONTENT_TOO_LARGE -> 8;
            case SERVICE_UNAVAILABLE -> 14;
            case UNAUTHORIZED -> 16;
            default -> 3;
        };
    }

    private static byte[] json(int code, String message) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("code", code);
        document.put("message", message);
        return JsonMapper.shared().writeValueAsBytes(document);
    }

    private static byte[] proto(int code, String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(text.length + 8);
        out.write(CODE);
        out.write(code);
        out.write(MESSAGE);
        int length = text.length;
        while (length > 0x7f) {
            out.write((length & 0x7f) | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(text);
        return out.toByteArray();
    }

    private static MediaType type(SpanFormat format) {
        return format.isJson() ? MediaType.APPLICATION_JSON : PROTOBUF;
    }
}
