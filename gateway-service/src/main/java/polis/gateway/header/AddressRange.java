package polis.gateway.header;

import java.net.InetAddress;

/** All IP addresses with the same first bits. */
record AddressRange(InetAddress network, int bits) {

    /**
     * Reads an address, or a range as address and prefix length.
     *
     * @throws IllegalArgumentException when it is neither an IP address nor one with a prefix length
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int most = network.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("\"" + text + "\" has no prefix length from 0 to " + most);
        }
        return new AddressRange(network, bits);
    }

    boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int i = bit / Byte.SIZE;
            int mask = bits - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (bits - bit)) & 0xff;
            if ((ours[i] & mask) != (theirs[i] & mask)) {
                return false;
            }
        }
        return true;
    }
}
