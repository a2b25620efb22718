package polis.registry.lease;

/**
 * Who reports a change of a lease.
 *
 * @param peer another node passes on what it was told: it is neither passed on again nor written, because that node
 *             does both
 * @param node which node; empty where it does not say
 */
public record Source(boolean peer, String node) {

    /** The client itself. */
    public static final Source CLIENT = new Source(false, "");

    /** Another node. */
    public static Source peer(String node) {
        return new Source(true, node);
    }
}
