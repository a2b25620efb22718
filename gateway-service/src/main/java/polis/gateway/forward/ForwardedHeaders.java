package polis.gateway.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import polis.gateway.header.TrustedProxies;

/**
 * Tells the instance who asked, and under which address. What a client says of itself is believed only from a trusted
 * proxy; from anybody else it is replaced, so that no client can claim another's address.
 */
@Component
public class ForwardedHeaders {

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";
    private static final String PREFIX = "X-Forwarded-Prefix";

    private final TrustedProxies trusted;

    ForwardedHeaders(ForwardSettings settings) {
        trusted = TrustedProxies.of(settings.trustedProxies());
    }

    /** Returns whether a trusted proxy sent the request. */
    boolean believed(ServerHttpRequest request) {
        return trusted.trusts(remote(request));
    }

    /**
     * Returns the address of the client, for whatever counts, limits or logs by client: the last one on the request's
     * way that is no trusted proxy's; null when the connection is gone.
     */
    public @Nullable InetAddress client(ServerHttpRequest request) {
        InetAddress remote = remote(request);
        return remote == null ? null : trusted.client(remote, request.getHeaders().getOrEmpty(FOR));
    }

    /** Writes the headers to set. */
    void write(ServerHttpRequest request, String prefix, BiConsumer<String, String> to) {
        HttpHeaders headers = request.getHeaders();
        InetAddress remote = remote(request);
        boolean believed = trusted.trusts(remote);
        String scheme = Objects.requireNonNullElse(request.getURI().getScheme(), "http");
        String host = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.HOST), "");
        String address = remote == null ? "unknown" : withoutZone(remote.getHostAddress());

        to.accept(FOR, TrustedProxies.chain(believed ? headers.getOrEmpty(FOR) : List.of(), address));
        to.accept(PROTO, said(believed, headers, PROTO, scheme));
        String claimed = said(believed, headers, HOST, host);
        if (!claimed.isEmpty()) {
            to.accept(HOST, claimed);
        }
        to.accept(PORT, said(believed, headers, PORT, port(host, scheme)));
        String path = said(believed, headers, PREFIX, "") + prefix;
        if (!path.isEmpty()) {
            to.accept(PREFIX, path);
        }
    }

    private static @Nullable InetAddress remote(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null ? null : remote.getAddress();
    }

    /**
     * Of several lines the last is the proxy's own: one that adds instead of replacing leaves its client's before it.
     */
    private static String said(boolean believed, HttpHeaders headers, String name, String otherwise) {
        List<String> said = believed ? headers.getOrEmpty(name) : List.of();
        return said.isEmpty() ? otherwise : said.getLast();
    }

    private static String port(String host, String scheme) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon >= 0 && host.indexOf(']', colon) < 0;
        return hasPort ? host.substring(colon + 1) : "https".equals(scheme) ? "443" : "80";
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
