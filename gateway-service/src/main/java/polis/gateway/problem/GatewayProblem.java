package polis.gateway.problem;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

/** Why a request got no answer of a service, or was not read to its end. */
public enum GatewayProblem implements ProblemType {

    AMBIGUOUS_PATH("ambiguous-path", HttpStatus.BAD_REQUEST, "Ambiguous path"),

    INCOMPLETE_BODY("incomplete-body", HttpStatus.BAD_REQUEST, "Incomplete body"),

    NO_ROUTE("no-route", HttpStatus.NOT_FOUND, "No route"),

    METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),

    REQUEST_TIMEOUT("request-timeout", HttpStatus.REQUEST_TIMEOUT, "Request timeout"),

    UPSTREAM_INVALID("upstream-invalid", HttpStatus.BAD_GATEWAY, "Upstream invalid"),

    UPSTREAM_RESET("upstream-reset", HttpStatus.BAD_GATEWAY, "Upstream reset"),

    NO_INSTANCE("no-instance", HttpStatus.SERVICE_UNAVAILABLE, "No instance"),

    UPSTREAM_TIMEOUT("upstream-timeout", HttpStatus.GATEWAY_TIMEOUT, "Upstream timeout");

    private final String slug;

    private final HttpStatus status;

    private final String title;

    GatewayProblem(String slug, HttpStatus status, String title) {
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
