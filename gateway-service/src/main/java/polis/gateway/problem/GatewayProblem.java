package polis.gateway.problem;

import org.springframework.http.HttpStatus;
import polis.problem.ProblemType;

/** Why a request got no answer of a service, or was not read to its end. */
public enum GatewayProblem implements ProblemType {

    AMBIGUOUS_PATH(HttpStatus.BAD_REQUEST),

    INCOMPLETE_BODY(HttpStatus.BAD_REQUEST),

    NO_ROUTE(HttpStatus.NOT_FOUND),

    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),

    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT),

    UPSTREAM_INVALID(HttpStatus.BAD_GATEWAY),

    UPSTREAM_RESET(HttpStatus.BAD_GATEWAY),

    NO_INSTANCE(HttpStatus.SERVICE_UNAVAILABLE),

    UPSTREAM_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT);

    private final HttpStatus status;

    GatewayProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
