package polis.gateway.console;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The console's cookie: a token that the browser keeps and no script can read. */
final class Session {

    static final String COOKIE = "polis_session";

    /** A header that no form and no link of another site can send. */
    static final String CONSOLE_HEADER = "X-Polis-Console";

    private Session() {}

    static @Nullable String token(ServerHttpRequest request) {
        HttpCookie cookie = request.getCookies().getFirst(COOKIE);
        return cookie == null || cookie.getValue().isBlank() ? null : cookie.getValue();
    }

    /** Whether a request may change something, as far as its origin goes. */
    static boolean fromConsole(ServerHttpRequest request) {
        return HttpMethod.GET.equals(request.getMethod()) || HttpMethod.HEAD.equals(request.getMethod())
                || "1".equals(request.getHeaders().getFirst(CONSOLE_HEADER));
    }
}
