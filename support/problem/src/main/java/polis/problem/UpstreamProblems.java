package polis.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/** Another service that this one asked is away or broken. */
@Order(60)
final class UpstreamProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        return failure instanceof ResourceAccessException || failure instanceof HttpServerErrorException
                ? unavailable(failure)
                : null;
    }

    static ProblemException unavailable(Throwable failure) {
        return new ProblemException(StandardProblem.UPSTREAM_UNAVAILABLE,
                "This request needs another service, which does not answer now. Try again in a moment.", failure)
                .header("Retry-After", "2");
    }
}
