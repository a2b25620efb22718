package polis.gateway.console;

import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import polis.gateway.peer.PeerClients;
import polis.gateway.peer.Peers;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Turns a one-time code into the cookie of a session. */
@Component
class Login {

    private static final Logger LOG = LoggerFactory.getLogger(Login.class);

    private static final int LONGEST_CODE = 200;

    private final LoginClient registry;

    Login(PeerClients clients, Peers peers) {
        this.registry = clients.anonymous(LoginClient.class, peers.registry());
    }

    Mono<ServerResponse> login(ServerRequest request) {
        String code = request.queryParam("code").orElse("");
        if (code.isBlank() || code.length() > LONGEST_CODE) {
            return Pages.LOGIN.show();
        }
        return Mono.fromCallable(() -> registry.exchange(new LoginClient.Code(code)))
                .subscribeOn(Schedulers.boundedElastic()).flatMap(granted -> enter(request, granted))
                .onErrorResume(RestClientException.class, Login::refused);
    }

    private static Mono<ServerResponse> enter(ServerRequest request, LoginClient.Granted granted) {
        if (granted.accessToken() == null || granted.expiresIn() <= 0) {
            return Pages.LOGIN_UNAVAILABLE.show();
        }
        return ServerResponse.seeOther(URI.create("/"))
                .cookie(cookie(request, granted.accessToken(), Duration.ofSeconds(granted.expiresIn()))).build();
    }

    /** Ends the session in this browser. The token itself is valid until it expires or is revoked. */
    Mono<ServerResponse> logout(ServerRequest request) {
        return ServerResponse.seeOther(URI.create("/")).cookie(cookie(request, "", Duration.ZERO)).build();
    }

    private static ResponseCookie cookie(ServerRequest request, String value, Duration maxAge) {
        boolean secure = "https".equals(request.uri().getScheme());
        return ResponseCookie.from(Session.COOKIE, value).httpOnly(true).secure(secure).sameSite("Strict").path("/")
                .maxAge(maxAge).build();
    }

    private static Mono<ServerResponse> refused(RestClientException failure) {
        HttpStatusCode status = failure instanceof RestClientResponseException answered
                ? answered.getStatusCode()
                : HttpStatusCode.valueOf(503);
        if (status.is4xxClientError() && status.value() != 429) {
            return Pages.CODE_REFUSED.show();
        }
        LOG.warn("registry-service exchanges no login codes: {}", failure.getMessage());
        return Pages.LOGIN_UNAVAILABLE.show();
    }
}
