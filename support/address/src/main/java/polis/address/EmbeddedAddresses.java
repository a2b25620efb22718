package polis.address;

import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** IPv4 addresses in IPv6's clothes: what a translator or a tunnel may make of an IPv6 address. */
final class EmbeddedAddresses {

    /** RFC 8215: translators within one network. */
    private static final AddressRange LOCAL_NAT64 = AddressRange.parse("64:ff9b:1::/48");

    /** Of sixteen bytes the last four. */
    private static final int LAST = 12;

    private EmbeddedAddresses() {}

    /** All that it may stand for beside itself; nothing for an IPv4 address. */
    static List<InetAddress> of(InetAddress address) {
        if (!(address instanceof Inet6Address) || address.isLoopbackAddress()
                || !(AddressRange.of(address) instanceof IPv6Address six)) {
            return List.of();
        }
        var found = new ArrayList<IPv4Address>(2);
        byte[] bytes = six.getBytes();
        // Mapped, compatible, translated (RFC 2765), NAT64 (RFC 6052) and ISATAP: each in the last four bytes.
        if (six.isIPv4Mapped() || six.isIPv4Compatible() || six.isIPv4Translatable()
                || six.isWellKnownIPv4Translatable() || isatap(bytes)) {
            found.add(six.getEmbeddedIPv4Address(LAST));
        }
        if (six.is6To4()) {
            found.add(six.get6To4IPv4Address());
        }
        if (LOCAL_NAT64.contains(address)) {
            found.add(six.getEmbeddedIPv4Address(LAST));
            // Behind a /48, around byte 8, which stays empty.
            found.add(new IPv4Address(new byte[] {bytes[6], bytes[7], bytes[9], bytes[10]}));
        }
        if (six.isTeredo()) {
            // The server, and the client's own address with all its bits turned over (RFC 4380).
            found.add(six.getEmbeddedIPv4Address(4));
            found.add(new IPv4Address(
                    new byte[] {(byte) ~bytes[12], (byte) ~bytes[13], (byte) ~bytes[14], (byte) ~bytes[15]}));
        }
        return found.stream().map(EmbeddedAddresses::plain).toList();
    }

    /** RFC 5214: the interface is {@code 0:5efe} or {@code 200:5efe}, under whatever network. */
    private static boolean isatap(byte[] bytes) {
        return (bytes[8] & ~2) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    private static InetAddress plain(IPv4Address address) {
        try {
            return InetAddress.getByAddress(address.getBytes());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
