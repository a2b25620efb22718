package polis.registry.problem;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

/** The registry's own problem types. */
public enum RegistryProblem implements ProblemType {

    /** The state machine has no such step; the member {@code legal} names those it has. */
    ILLEGAL_TRANSITION(HttpStatus.CONFLICT),

    /** A catalogue that cannot be imported; nothing of it was. */
    INVALID_CATALOG(HttpStatus.BAD_REQUEST),

    /** A login code that was used, has expired or never was. */
    INVALID_LOGIN_CODE(HttpStatus.BAD_REQUEST),

    /** A signing key that was just made does not sign yet. */
    ROTATION_UNDER_WAY(HttpStatus.CONFLICT),

    /** A service has as many credentials as it may have. */
    TOO_MANY_CREDENTIALS(HttpStatus.CONFLICT);

    private final HttpStatus status;

    RegistryProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
