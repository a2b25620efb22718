package polis.address;

import java.net.InetAddress;

/** What the policy makes of an address or a host name. */
public sealed interface Verdict {

    /**
     * An instance may be there.
     *
     * @param address the one that was judged: connect to this one, and look no name up again
     */
    record Allowed(InetAddress address) implements Verdict {}

    /**
     * No instance may be there.
     *
     * @param why a sentence that names the address, and what to do where something can be done
     */
    record Forbidden(String why) implements Verdict {}

    /**
     * The name stands for no address, or for none that is known yet.
     *
     * @param why a sentence
     */
    record Unresolved(String why) implements Verdict {}
}
