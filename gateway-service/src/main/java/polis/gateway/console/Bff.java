package polis.gateway.console;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import polis.gateway.session.SessionCookie;
import polis.gateway.upstream.ExchangeCodec;
import polis.peer.Peers;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * The console's way to the other services: the same paths, with the caller's own token, so that they judge the caller.
 */
@Component
class Bff {

    private static final Set<String> ASKED = Set.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE,
            HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH,
            "Last-Event-ID", "Idempotency-Key");

    private static final Set<String> ANSWERED = Set.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, HttpHeaders.CACHE_CONTROL, "Idempotent-Replayed");

    private final Map<String, URI> peers;
    private final WebClient http;

    Bff(Peers peers) {
        this.peers = Map.of("registry", peers.registry(), "versionset", peers.versionset(), "scheduler",
                peers.scheduler(), "map", peers.map());
        this.http = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(ExchangeCodec.in(HttpClient.create()))).build();
    }

    Mono<ServerResponse> pass(ServerRequest request) {
        String rest = BffPath.of(request.uri().getRawPath()).rest();
        String name = request.pathVariable("peer");
        URI peer = peers.get(name);
        if (peer == null) {
            throw new ProblemException(StandardProblem.NOT_FOUND,
                    "There is no service " + name + "; use registry, versionset, scheduler or map.");
        }
        if (!SessionCookie.fromConsole(request.exchange().getRequest())) {
            throw new ProblemException(StandardProblem.FORBIDDEN,
                    "A change through the console needs the header " + SessionCookie.CONSOLE_HEADER + ": 1.");
        }
        return request.principal().cast(JwtAuthenticationToken.class).flatMap(caller -> http.method(request.method())
                .uri(target(peer, rest, request.uri().getRawQuery())).headers(headers -> {
                    copy(request.headers().asHttpHeaders(), headers, ASKED);
                    headers.setBearerAuth(caller.getToken().getTokenValue());
                }).body(BodyInserters.fromDataBuffers(request.exchange().getRequest().getBody()))
                .exchangeToMono(answer -> relay(request, name, answer)).then(Mono.empty()));
    }

    private static URI target(URI peer, String path, @Nullable String query) {
        return URI.create(peer + path + (query == null ? "" : "?" + query));
    }

    /** Written by hand, since a live stream must pass part by part. */
    private static Mono<Void> relay(ServerRequest request, String name, ClientResponse answer) {
        ServerHttpResponse response = request.exchange().getResponse();
        response.setStatusCode(answer.statusCode());
        HttpHeaders headers = answer.headers().asHttpHeaders();
        copy(headers, response.getHeaders(), ANSWERED);
        @Nullable
        String location = headers.getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            response.getHeaders().set(HttpHeaders.LOCATION,
                    location.startsWith("/") ? "/bff/" + name + location : location);
        }
        Flux<DataBuffer> body = answer.bodyToFlux(DataBuffer.class);
        boolean live = answer.headers().contentType().filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith).isPresent();
        return live ? response.writeAndFlushWith(body.map(Mono::just)) : response.writeWith(body);
    }

    private static void copy(HttpHeaders from, HttpHeaders to, Set<String> names) {
        for (String name : names) {
            if (from.containsHeader(name)) {
                to.put(name, from.getOrEmpty(name));
            }
        }
    }
}
