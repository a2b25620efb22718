package polis.registry.health;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/** Addresses that are never asked, whoever registers them: those behind which clouds keep their machines' secrets. */
final class ForbiddenAddresses {

    /** Metadata services that do not hide behind a link-local address: Alibaba's, Azure's, Oracle's, and EC2's by IPv6. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192",
            "fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254");

    /** {@code 64:ff9b::/96}: an IPv4 address in IPv6's clothes (RFC 6052). */
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private ForbiddenAddresses() {}

    static boolean forbids(InetAddress address) {
        return address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress()) || forbidsWithin(address);
    }

    private static boolean forbidsWithin(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet6Address) || !Arrays.equals(bytes, 0, 12, TRANSLATED, 0, 12)) {
            return false;
        }
        try {
            return forbids(InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16)));
        } catch (UnknownHostException impossible) {
            return true;
        }
    }
}
