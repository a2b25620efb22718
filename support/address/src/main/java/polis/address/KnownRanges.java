package polis.address;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ranges that mean something everywhere. */
final class KnownRanges {

    /** Instances live here unless something speaks against it: loopback, RFC 1918, RFC 4193. */
    private static final List<AddressRange> INSIDE = ranges("127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12",
            "192.168.0.0/16", "fc00::/7");

    /** Nobody lives here, whatever an operator allows. What a range is, by the range; the narrower ones go first. */
    private static final Map<AddressRange, String> NEVER = never();

    private KnownRanges() {}

    static boolean inside(InetAddress address) {
        return INSIDE.stream().anyMatch(range -> range.contains(address));
    }

    /** What makes an address one that no instance may have; null when nothing does. */
    static @Nullable String never(InetAddress address) {
        for (var entry : NEVER.entrySet()) {
            if (entry.getKey().contains(address)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static Map<AddressRange, String> never() {
        var never = new LinkedHashMap<AddressRange, String>();
        // Behind these, clouds keep their machines' secrets: everybody's, ECS's, Alibaba's, Azure's, Oracle's, EC2's,
        // Google's, Scaleway's.
        put(never, "the address of a cloud's metadata service", "169.254.169.254", "169.254.170.2", "100.100.100.200",
                "168.63.129.16", "192.0.0.192", "fd00:ec2::/32", "fd20:ce::254", "fd00:42::42");
        put(never, "a link-local address", "169.254.0.0/16", "fe80::/10");
        put(never, "no host's address", "0.0.0.0/8", "::");
        put(never, "a multicast address", "224.0.0.0/4", "ff00::/8");
        put(never, "a broadcast address", "255.255.255.255");
        put(never, "a reserved address", "240.0.0.0/4");
        return never;
    }

    private static void put(Map<AddressRange, String> ranges, String what, String... texts) {
        ranges(texts).forEach(range -> ranges.put(range, what));
    }

    private static List<AddressRange> ranges(String... texts) {
        return List.of(texts).stream().map(AddressRange::parse).toList();
    }
}
