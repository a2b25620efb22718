package polis.gateway.console;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import reactor.core.publisher.Mono;

/** Takes the token from the Authorization header as everybody sends it, or else from the console's cookie. */
@Component
class SessionConverter implements ServerAuthenticationConverter {

    private final ServerBearerTokenAuthenticationConverter header = new ServerBearerTokenAuthenticationConverter();

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        String token = Session.token(exchange.getRequest());
        if (token == null || exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            return header.convert(exchange);
        }
        if (!Session.fromConsole(exchange.getRequest())) {
            return Mono
                    .error(new ProblemException(StandardProblem.FORBIDDEN, "A change that is authorised by the cookie "
                            + "of the console needs the header " + Session.CONSOLE_HEADER + ": 1."));
        }
        return Mono.just(new BearerTokenAuthenticationToken(token));
    }
}
