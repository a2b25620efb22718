package polis.versionset;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

/** What can go wrong here and nowhere else. */
public enum VersionsetProblem implements ProblemType {

    INVALID_MANIFEST(HttpStatus.BAD_REQUEST, "Invalid manifest"),
    ILLEGAL_OUTCOME(HttpStatus.CONFLICT, "Illegal outcome");

    private final HttpStatus status;
    private final String title;

    VersionsetProblem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
