package polis.gateway.forward;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.header.CookieHeaders;
import polis.gateway.route.Route;
import polis.gateway.session.SessionCookie;

/**
 * Takes out of a request what opens Polis itself and is no workload's business: the console's cookie, which browsers
 * send to every port of a host, and tokens of our issuer unless the route says that its service wants them.
 */
// ADR 68
@Component
public class OwnCredentials {

    private static final CookieHeaders SESSION = new CookieHeaders(SessionCookie.NAME);

    private final OwnTokens tokens;

    OwnCredentials(OwnTokens tokens) {
        this.tokens = tokens;
    }

    /** Returns the exchange without them, which is the same one where there are none. */
    public ServerWebExchange strip(ServerWebExchange exchange, Route route) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        List<String> cookies = headers.getOrEmpty(HttpHeaders.COOKIE);
        List<String> authorizations = route.passAuthorization()
                ? List.of()
                : headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        boolean session = SESSION.mayHave(cookies);
        boolean token = authorizations.stream().anyMatch(tokens::isOne);
        if (!session && !token) {
            return exchange;
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
        return exchange.mutate().request(with(exchange.getRequest(), rest)).build();
    }

    /** Returns whether a header of an answer would give the browser another session of the console than it has. */
    static boolean setsSession(String name, String value) {
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
