package polis.gateway.console;

import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import polis.problem.ProblemException;
import polis.problem.ReactiveProblemWriter;
import polis.problem.StandardProblem;
import reactor.core.publisher.Mono;

/** What Spring Security's firewall turns away, before anybody has looked at it, is a problem like any other. */
@Component
class AmbiguousRequests implements ServerExchangeRejectedHandler {

    private final ReactiveProblemWriter problems;

    AmbiguousRequests(ReactiveProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
        return problems.write(exchange, new ProblemException(StandardProblem.INVALID_REQUEST,
                "The request can be read in more than one way: send a path without \"..\", \"//\", \";\", backslashes "
                        + "and encoded slashes, dots or percent signs, and a method that the API has.",
                rejected));
    }
}
