package polis.gateway.listener;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

/** Why a request was not read to its end, on either port. */
public enum ClientProblem implements ProblemType {

    REQUEST_TIMEOUT("request-timeout", HttpStatus.REQUEST_TIMEOUT, "Request timeout"),

    INCOMPLETE_BODY("incomplete-body", HttpStatus.BAD_REQUEST, "Incomplete body");

    private final String slug;

    private final HttpStatus status;

    private final String title;

    ClientProblem(String slug, HttpStatus status, String title) {
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
