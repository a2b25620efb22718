package polis.problem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;

/** Spring's own exceptions that know their status and say only what a client may read. */
@Order(90)
final class StatusProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        // An unexplained 500 goes on to be logged as one.
        if (!(failure instanceof ErrorResponse response) || response.getStatusCode().value() == 500) {
            return null;
        }
        ProblemType type = StandardProblem.of(response.getStatusCode());
        ProblemException problem = new ProblemException(type,
                Objects.requireNonNullElse(response.getBody().getDetail(), type.title() + "."), failure);
        HttpHeaders headers = response.getHeaders();
        headers.forEach((name, values) -> problem.header(name, String.join(", ", values)));
        return problem;
    }

    static ProblemException nothingHere(Throwable failure) {
        return new ProblemException(StandardProblem.NOT_FOUND,
                "There is nothing at this path. The API description at /v3/api-docs lists all paths.", failure);
    }
}
