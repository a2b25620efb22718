package polis.gateway.header;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers of one request an instance gets to see. Whatever is not named here passes as it came, in order and
 * repeated.
 */
public final class RequestRules {

    /** Written anew for each instance, or answered by the gateway itself. */
    private static final Set<String> OWN = Set.of("host", "content-length", "expect", "x-forwarded-for",
            "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-forwarded-prefix");

    /** CGI programs take it for the address of their proxy (CVE-2016-5385); no client has a use for it. */
    private static final String HTTPOXY = "proxy";
    private static final String FORWARDED_PREFIX = "x-forwarded-";

    /** By these a proxy speaks for its client, or tells the service another target: from strangers they are lies. */
    private static final Set<String> OF_PROXIES = Set.of("forwarded", "x-real-ip", "x-original-url", "x-original-uri",
            "x-original-host", "x-original-method", "x-original-forwarded-for", "x-rewrite-url", "x-host", "x-scheme",
            "x-url-scheme", "x-client-ip", "x-cluster-client-ip", "x-remote-ip", "x-remote-addr", "client-ip",
            "true-client-ip", "cf-connecting-ip", "cf-connecting-ipv6", "fastly-client-ip", "fly-client-ip",
            "front-end-https", "x-envoy-external-address", "x-envoy-original-path", "x-ssl-client-cert",
            "x-client-cert", "client-cert", "client-cert-chain");

    private final HopByHop hopByHop;
    private final boolean believed;

    /**
     * The rules for one request.
     *
     * @param connection the values of the request's Connection header
     * @param believed whether a trusted proxy sent it
     */
    public RequestRules(List<String> connection, boolean believed) {
        this.hopByHop = new HopByHop(connection);
        this.believed = believed;
    }

    public boolean passes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (OWN.contains(lower) || hopByHop.containsLower(lower) || lower.equals(HTTPOXY)) {
            return false;
        }
        if (lower.indexOf('_') >= 0) {
            // Servers that make variables of headers cannot tell X_Forwarded_For from X-Forwarded-For, not even a
            // trusted proxy's.
            String dashed = lower.replace('_', '-');
            return !OWN.contains(dashed) && !ofProxies(dashed) && !dashed.equals(HTTPOXY);
        }
        return believed || !ofProxies(lower);
    }

    private static boolean ofProxies(String lower) {
        return lower.startsWith(FORWARDED_PREFIX) || OF_PROXIES.contains(lower);
    }
}
