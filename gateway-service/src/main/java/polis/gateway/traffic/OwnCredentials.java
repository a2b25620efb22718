package polis.gateway.traffic;

import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.session.SessionCookie;
import reactor.core.publisher.Mono;

/**
 * Takes out of a request what opens the city hall and is no workload's business: the console's cookie, which browsers
 * send to every port of a host, and tokens of our issuer unless the route says that its service wants them. The first
 * filter, so that it holds for whatever comes after.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OwnCredentials implements GatewayFilter {

    private static final CookieHeaders SESSION = new CookieHeaders(SessionCookie.NAME);

    private final OwnTokens tokens;

    OwnCredentials(OwnTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        List<String> cookies = headers.getOrEmpty(HttpHeaders.COOKIE);
        List<String> authorizations = Passage.of(exchange).route().passAuthorization()
                ? List.of()
                : headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        boolean session = SESSION.mayHave(cookies);
        boolean token = authorizations.stream().anyMatch(tokens::isOne);
        if (!session && !token) {
            return chain.filter(exchange);
        }
        HttpHeaders rest = new HttpHeaders();
        headers.forEach(rest::put);
        if (session) {
            replace(rest, HttpHeaders.COOKIE, SESSION.without(cookies));
        }
        if (token) {
            replace(rest, HttpHeaders.AUTHORIZATION,
                    authorizations.stream().filter(value -> !tokens.isOne(value)).toList());
        }
        return chain.filter(exchange.mutate().request(with(exchange.getRequest(), rest)).build());
    }

    /** Whether a header of an answer would give the browser another session of the console than it has. */
    static boolean plants(String name, String value) {
        return HttpHeaders.SET_COOKIE.equalsIgnoreCase(name) && SESSION.isSetBy(value);
    }

    private static void replace(HttpHeaders headers, String name, List<String> values) {
        headers.remove(name);
        if (!values.isEmpty()) {
            headers.put(name, values);
        }
    }

    private static ServerHttpRequest with(ServerHttpRequest request, HttpHeaders headers) {
        return new ServerHttpRequestDecorator(request) {

            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }
        };
    }
}
