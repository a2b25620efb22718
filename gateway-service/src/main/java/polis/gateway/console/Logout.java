package polis.gateway.console;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import polis.gateway.session.SessionCookie;
import polis.gateway.session.Sessions;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Ends the session of this browser, for good: whoever kept a copy of its cookie has nothing. */
@Component
class Logout {

    static final String PATH = "/logout";

    private final Sessions sessions;

    Logout(Sessions sessions) {
        this.sessions = sessions;
    }

    /** A session that is over already is no failure: the cookie goes in any case. */
    Mono<ServerResponse> logout(ServerRequest request) {
        if (!HttpMethod.POST.equals(request.method())) {
            throw new ProblemException(StandardProblem.METHOD_NOT_ALLOWED,
                    "Method not allowed; use POST, with the header " + SessionCookie.CONSOLE_HEADER + ": 1.")
                    .header(HttpHeaders.ALLOW, "POST");
        }
        ServerHttpRequest asked = request.exchange().getRequest();
        if (!SessionCookie.fromConsole(asked)) {
            throw new ProblemException(StandardProblem.FORBIDDEN,
                    "Logging out needs the header " + SessionCookie.CONSOLE_HEADER + ": 1.");
        }
        return Mono.fromRunnable(() -> sessions.end(asked)).subscribeOn(Schedulers.boundedElastic())
                .then(Mono.defer(() -> ServerResponse.noContent().cookie(SessionCookie.forgotten(asked)).build()));
    }
}
