package polis.gateway.console;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.session.SessionCookie;
import polis.gateway.session.Sessions;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes the token from the Authorization header as everybody sends it, or else that of the session of the console's
 * cookie.
 */
@Component
class SessionConverter implements ServerAuthenticationConverter {

    private final ServerBearerTokenAuthenticationConverter header = new ServerBearerTokenAuthenticationConverter();
    private final Sessions sessions;

    SessionConverter(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        if (!SessionCookie.present(request) || request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            return header.convert(exchange);
        }
        if (!SessionCookie.fromConsole(request)) {
            return Mono
                    .error(new ProblemException(StandardProblem.FORBIDDEN, "A change that is authorised by the cookie "
                            + "of the console needs the header " + SessionCookie.CONSOLE_HEADER + ": 1."));
        }
        return Mono.fromCallable(() -> authentication(sessions.token(request)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Authentication authentication(Optional<String> token) {
        return new BearerTokenAuthenticationToken(
                token.orElseThrow(() -> new InvalidBearerTokenException("The session has ended")));
    }
}
