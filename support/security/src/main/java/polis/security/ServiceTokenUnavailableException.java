package polis.security;

import org.jspecify.annotations.Nullable;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** No token can be had to call a peer with: the issuer is away, or does not know this service. */
public class ServiceTokenUnavailableException extends ProblemException {

    ServiceTokenUnavailableException(String why, @Nullable Throwable cause) {
        super(StandardProblem.UPSTREAM_UNAVAILABLE, why, cause);
        header("Retry-After", "2");
    }
}
