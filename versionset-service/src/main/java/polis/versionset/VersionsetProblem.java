package polis.versionset;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

/** The problems that only this service has. */
public enum VersionsetProblem implements ProblemType {

    INVALID_MANIFEST(HttpStatus.BAD_REQUEST), ILLEGAL_OUTCOME(HttpStatus.CONFLICT);

    private final HttpStatus status;

    VersionsetProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

}
