package polis.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;

/** The body of the request cannot be read: it is not JSON, not of the asked shape, or too long. */
@Order(20)
final class BodyProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        if (Causes.find(DataBufferLimitException.class, failure) != null) {
            return new ProblemException(StandardProblem.BODY_TOO_LARGE, "Send a smaller body.", failure);
        }
        // Only while reading the request: the same exception out of a service's inside is the service's fault.
        if (!(failure instanceof HttpMessageNotReadableException) && !(failure instanceof ServerWebInputException)) {
            return null;
        }
        JacksonException json = Causes.find(JacksonException.class, failure);
        if (json != null) {
            List<FieldError> errors = FieldError.of(json);
            return new ProblemException(StandardProblem.INVALID_REQUEST,
                    "The body does not fit this endpoint. Correct the fields that errors names.", errors, failure);
        }
        if (failure instanceof HttpMessageNotReadableException) {
            return new ProblemException(StandardProblem.INVALID_REQUEST,
                    "The body is missing or cannot be read. Send JSON as the API description says.", failure);
        }
        return null;
    }
}
