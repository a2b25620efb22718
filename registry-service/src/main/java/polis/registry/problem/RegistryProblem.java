package polis.registry.problem;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

/** The registry's own problem types. */
public enum RegistryProblem implements ProblemType {

    /** The state machine has no such step; the member {@code legal} names those it has. */
    ILLEGAL_TRANSITION("illegal-transition", HttpStatus.CONFLICT, "Illegal transition"),

    /** A catalogue that cannot be imported; nothing of it was. */
    INVALID_CATALOG("invalid-catalog", HttpStatus.BAD_REQUEST, "Invalid catalogue"),

    /** A login code that was used, has expired or never was. */
    INVALID_LOGIN_CODE("invalid-login-code", HttpStatus.BAD_REQUEST, "Invalid login code"),

    /** A signing key that was just made does not sign yet. */
    ROTATION_UNDER_WAY("rotation-under-way", HttpStatus.CONFLICT, "Rotation under way"),

    /** A service has as many credentials as it may have. */
    TOO_MANY_CREDENTIALS("too-many-credentials", HttpStatus.CONFLICT, "Too many credentials");

    private final String slug;
    private final HttpStatus status;
    private final String title;

    RegistryProblem(String slug, HttpStatus status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
