package polis.gateway.traffic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Tells the instance who asked, and under which address. What a client says of itself is believed only from a trusted
 * proxy; from anybody else it is replaced, so that no client can claim another's address.
 */
@Component
class ForwardedHeaders {

    private static final String FOR = "X-Forwarded-For";

    private static final String PROTO = "X-Forwarded-Proto";

    private static final String HOST = "X-Forwarded-Host";

    private static final String PORT = "X-Forwarded-Port";

    private static final String PREFIX = "X-Forwarded-Prefix";

    private final List<AddressRange> trusted;

    ForwardedHeaders(TrafficSettings settings) {
        trusted = settings.trustedProxies().stream().map(AddressRange::parse).toList();
    }

    /** The headers to set, under case-insensitive names; those with an empty value are to be left out. */
    Map<String, String> of(ServerHttpRequest request, String prefix) {
        HttpHeaders headers = request.getHeaders();
        InetSocketAddress remote = request.getRemoteAddress();
        InetAddress address = remote == null ? null : remote.getAddress();
        boolean believed = address != null && trusted.stream().anyMatch(range -> range.contains(address));
        String scheme = Objects.requireNonNullElse(request.getURI().getScheme(), "http");
        String host = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.HOST), "");
        String before = believed ? headers.getFirst(FOR) : null;
        String client = address == null ? "unknown" : withoutZone(address.getHostAddress());

        Map<String, String> forwarded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        forwarded.put(FOR, before == null ? client : before + ", " + client);
        forwarded.put(PROTO, said(believed, headers, PROTO, scheme));
        forwarded.put(HOST, said(believed, headers, HOST, host));
        forwarded.put(PORT, said(believed, headers, PORT, port(host, scheme)));
        forwarded.put(PREFIX, said(believed, headers, PREFIX, "") + prefix);
        if (!believed) {
            forwarded.put("Forwarded", "");
        }
        return forwarded;
    }

    private static String said(boolean believed, HttpHeaders headers, String name, String otherwise) {
        @Nullable
        String said = believed ? headers.getFirst(name) : null;
        return said == null ? otherwise : said;
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
