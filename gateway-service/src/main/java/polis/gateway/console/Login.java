package polis.gateway.console;

import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import polis.gateway.forward.ForwardedHeaders;
import polis.gateway.session.SessionCookie;
import polis.gateway.session.Sessions;
import polis.peer.PeerClients;
import polis.peer.Peers;
import polis.security.FailedAttempts;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Turns a one-time code into the cookie of a session. */
// ADR 69
@Component
class Login {

    private static final Logger log = LoggerFactory.getLogger(Login.class);
    private static final int LONGEST_CODE = 200;

    private final LoginClient registry;
    private final ReactiveJwtDecoder tokens;
    private final Sessions sessions;
    private final ForwardedHeaders forwarded;
    private final FailedAttempts failures;
    private final Clock clock;

    Login(PeerClients clients, Peers peers, ReactiveJwtDecoder tokens, Sessions sessions, ForwardedHeaders forwarded,
            LoginSettings settings, Clock clock) {
        this.registry = clients.anonymous(LoginClient.class, peers.registry());
        this.tokens = tokens;
        this.sessions = sessions;
        this.forwarded = forwarded;
        this.failures = new FailedAttempts(settings.failuresPerMinute(), clock);
        this.clock = clock;
    }

    Mono<ServerResponse> login(ServerRequest request) {
        String code = request.queryParam("code").orElse("");
        if (code.isBlank() || code.length() > LONGEST_CODE) {
            return Pages.LOGIN.show();
        }
        return Mono.fromCallable(() -> registry.exchange(new LoginClient.Code(code)))
                .subscribeOn(Schedulers.boundedElastic()).flatMap(granted -> complete(request, granted))
                .onErrorResume(RestClientException.class, failure -> refused(request, failure));
    }

    private Mono<ServerResponse> complete(ServerRequest request, LoginClient.Granted granted) {
        if (granted.accessToken() == null) {
            return Pages.LOGIN_UNAVAILABLE.show();
        }
        String role = granted.role() == null ? "unknown" : granted.role();
        return tokens.decode(granted.accessToken()).publishOn(Schedulers.boundedElastic())
                .map(token -> new Entry(token, open(request, token, role)))
                .flatMap(entry -> ServerResponse.seeOther(URI.create("/"))
                        .cookie(SessionCookie.of(request.exchange().getRequest(), entry.cookie(), left(entry.token())))
                        .build())
                .onErrorResume(JwtException.class, failure -> {
                    log.warn("registry-service gave a token that is not accepted: {}", failure.getMessage());
                    return Pages.LOGIN_UNAVAILABLE.show();
                });
    }

    private record Entry(Jwt token, String cookie) {

        @Override
        public String toString() {
            return "Entry[…]";
        }
    }

    private String open(ServerRequest request, Jwt token, String role) {
        ServerHttpRequest asked = request.exchange().getRequest();
        InetAddress address = forwarded.client(asked);
        return sessions.open(token, role, address == null ? null : address.getHostAddress(),
                asked.getHeaders().getFirst(HttpHeaders.USER_AGENT));
    }

    private Duration left(Jwt token) {
        Duration left = token.getExpiresAt() == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), token.getExpiresAt());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * A right code is never refused, however many wrong ones came before: 429 of the registry means a wrong one too.
     */
    private Mono<ServerResponse> refused(ServerRequest request, RestClientException failure) {
        @Nullable
        HttpStatusCode status = failure instanceof RestClientResponseException answered
                ? answered.getStatusCode()
                : null;
        if (status == null || !status.is4xxClientError()) {
            log.warn("registry-service did not exchange a login code: {}", failure.getMessage());
            return Pages.LOGIN_UNAVAILABLE.show();
        }
        Duration wait = failures.failed(forwarded.client(request.exchange().getRequest()));
        return wait.isZero()
                ? Pages.CODE_REFUSED.show()
                : Pages.TOO_MANY_CODES.show(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()));
    }
}
