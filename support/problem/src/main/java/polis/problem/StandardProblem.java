package polis.problem;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The problems that mean the same in every service. */
public enum StandardProblem implements ProblemType {

    INVALID_REQUEST(HttpStatus.BAD_REQUEST),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    CONFLICT(HttpStatus.CONFLICT),
    CONCURRENT_CHANGE(HttpStatus.CONFLICT),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    UPSTREAM_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    StandardProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    /** The problem that stands for a bare status code, such as those that Spring's own exceptions carry. */
    static ProblemType of(HttpStatusCode code) {
        HttpStatus known = HttpStatus.resolve(code.value());
        HttpStatus status = known != null
                ? known
                : code.is4xxClientError() ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
        return Arrays.stream(values()).filter(problem -> problem.status == status && problem != DATABASE_UNAVAILABLE)
                .filter(problem -> problem != UPSTREAM_UNAVAILABLE).findFirst().<ProblemType>map(problem -> problem)
                .orElseGet(() -> new BareStatus(status));
    }

    private record BareStatus(HttpStatus status) implements ProblemType {

        @Override
        public String name() {
            return status.getReasonPhrase().toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
        }
    }
}
