package polis.address;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.net.InetAddress;

/** All IP addresses with the same first bits: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. */
public final class AddressRange {

    private static final IPAddressGenerator GENERATOR = new IPAddressGenerator();

    /** Nothing but four decimal numbers or the forms of RFC 4291, each with or without a prefix length. */
    private static final IPAddressStringParameters PLAIN = plain();

    private final IPAddress block;

    private AddressRange(IPAddress block) {
        this.block = block;
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException when it is neither an IP address nor one with a prefix length
     */
    public static AddressRange parse(String text) {
        try {
            return new AddressRange(new IPAddressString(text, PLAIN).toAddress().toPrefixBlock());
        } catch (AddressStringException | IncompatibleAddressException e) {
            throw new IllegalArgumentException(
                    "\"" + text
                            + "\" is no IP address and no range of them; write 10.0.0.0/8 or fd00::/8, for example.",
                    e);
        }
    }

    /** Returns whether it is of this range. An address of the other family never is. */
    public boolean contains(InetAddress address) {
        return block.contains(of(address));
    }

    static IPAddress of(InetAddress address) {
        return GENERATOR.from(address.getAddress());
    }

    private static IPAddressStringParameters plain() {
        var builder = new IPAddressStringParameters.Builder().allowEmpty(false).allowAll(false)
                .allowSingleSegment(false).allowMask(false).allowPrefixOnly(false).allowWildcardedSeparator(false)
                .allow_inet_aton(false).setRangeOptions(RangeParameters.NO_RANGE);
        builder.getIPv4AddressParametersBuilder().allowLeadingZeros(false);
        builder.getIPv6AddressParametersBuilder().allowZone(false);
        return builder.toParams();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range && block.equals(range.block);
    }

    @Override
    public int hashCode() {
        return block.hashCode();
    }

    @Override
    public String toString() {
        return block.toString();
    }
}
