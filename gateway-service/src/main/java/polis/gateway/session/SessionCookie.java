package polis.gateway.session;

import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The console's cookie: what the browser keeps, no script can read, and only the admin port understands. */
// ADR 68
public final class SessionCookie {

    public static final String NAME = "polis_session";

    /** A header that no form and no link of another site can send. */
    public static final String CONSOLE_HEADER = "X-Polis-Console";

    /** A browser that has several sends the one with the longest path first; somebody planted all but one of them. */
    private static final int MOST = 4;

    private SessionCookie() {}

    /** Returns the secrets that a request shows, mostly one or none. What cannot be one is not among them. */
    static List<SessionSecret> shown(ServerHttpRequest request) {
        List<HttpCookie> cookies = request.getCookies().get(NAME);
        return cookies == null
                ? List.of()
                : cookies.stream().map(cookie -> SessionSecret.parse(cookie.getValue()))
                        .flatMap(java.util.Optional::stream).distinct().limit(MOST).toList();
    }

    /** Returns whether a request has such a cookie at all, be it good for something or not. */
    public static boolean present(ServerHttpRequest request) {
        List<HttpCookie> cookies = request.getCookies().get(NAME);
        return cookies != null && cookies.stream().anyMatch(cookie -> !cookie.getValue().isBlank());
    }

    /** Returns whether a request may change something, as far as its origin goes. */
    public static boolean fromConsole(ServerHttpRequest request) {
        return HttpMethod.GET.equals(request.getMethod()) || HttpMethod.HEAD.equals(request.getMethod())
                || "1".equals(request.getHeaders().getFirst(CONSOLE_HEADER));
    }

    /** Makes the cookie; it is Secure where the browser came over TLS. */
    public static ResponseCookie of(ServerHttpRequest request, String value, Duration maxAge) {
        boolean secure = "https".equals(request.getURI().getScheme());
        return ResponseCookie.from(NAME, value).httpOnly(true).secure(secure).sameSite("Strict").path("/")
                .maxAge(maxAge).build();
    }

    /** Makes the cookie that has the browser forget the one it has. */
    public static ResponseCookie forgotten(ServerHttpRequest request) {
        return of(request, "", Duration.ZERO);
    }
}
