package polis.gateway.listener;

/**
 * How long the gateway waits for clients, in nanoseconds.
 *
 * @param head for a whole head
 * @param grace what a body may lag behind at its beginning
 * @param octet what each octet of a body buys
 * @param credit the most that can be bought ahead
 */
record ClientTimeouts(long head, long grace, long octet, long credit) {

    /** However fast a body began, a pause of this length ends it. */
    private static final long MOST_CREDIT = 60_000_000_000L;

    static ClientTimeouts of(ClientSettings settings) {
        long grace = settings.bodyGrace().toNanos();
        long rate = Math.max(1, settings.bodyRate().toBytes());
        return new ClientTimeouts(settings.headTimeout().toNanos(), grace, 1_000_000_000L / rate,
                Math.max(grace, MOST_CREDIT));
    }

    /**
     * What is left after a wait of {@code waited} that brought so many octets. It was waited longer than was left only
     * because the gateway itself was late: that is no debt of the client.
     */
    long after(long left, long waited, long octets) {
        long bought = octets > credit / octet ? credit : octets * octet;
        return Math.min(credit, Math.max(0, left - waited) + bought);
    }
}
