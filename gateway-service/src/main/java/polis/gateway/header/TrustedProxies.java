package polis.gateway.header;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells who asked from who brought the request (RFC 9110, section 5.2, and RFC 7239, section 8.1). */
public final class TrustedProxies {

    private final List<AddressRange> ranges;

    private TrustedProxies(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * Proxies at these addresses.
     *
     * @param ranges IP or IP/prefix length
     * @throws IllegalArgumentException when one is neither
     */
    public static TrustedProxies of(List<String> ranges) {
        return new TrustedProxies(ranges.stream().map(AddressRange::parse).toList());
    }

    public boolean trusts(@Nullable InetAddress address) {
        if (address != null) {
            for (AddressRange range : ranges) {
                if (range.contains(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The client: the rightmost address that is no trusted proxy's. Each proxy appends whom it heard, so what stands
     * left of a stranger is the stranger's word.
     *
     * @param remote who holds the connection
     * @param forwardedFor all lines of X-Forwarded-For, in order
     */
    public InetAddress client(InetAddress remote, List<String> forwardedFor) {
        InetAddress client = remote;
        for (int line = forwardedFor.size() - 1; line >= 0; line--) {
            String[] entries = forwardedFor.get(line).split(",", -1);
            for (int i = entries.length - 1; i >= 0; i--) {
                if (!trusts(client)) {
                    return client;
                }
                String entry = entries[i].strip();
                if (entry.isEmpty()) {
                    continue;
                }
                InetAddress before = address(entry);
                if (before == null) {
                    // "unknown", or a name that only this proxy understands.
                    return client;
                }
                client = before;
            }
        }
        return client;
    }

    /** What the next one gets to read: all lines in order, and who brought them. */
    public static String chain(List<String> forwardedFor, String remote) {
        if (forwardedFor.isEmpty()) {
            return remote;
        }
        StringBuilder chain = new StringBuilder();
        for (String line : forwardedFor) {
            if (!line.isBlank()) {
                chain.append(line.strip()).append(", ");
            }
        }
        return chain.append(remote).toString();
    }

    /** An IP address, also with a port or in brackets. */
    private static @Nullable InetAddress address(String entry) {
        String text = entry;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            text = end < 0 ? text : text.substring(1, end);
        } else {
            int colon = text.indexOf(':');
            if (colon >= 0 && text.indexOf(':', colon + 1) < 0) {
                text = text.substring(0, colon);
            }
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
