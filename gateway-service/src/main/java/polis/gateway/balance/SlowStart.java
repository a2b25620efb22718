package polis.gateway.balance;

/**
 * Gives a newcomer a tenth of the others' work and then more by the moment, so that its cold caches and JIT can warm.
 */
public final class SlowStart {

    static final double FLOOR = 0.1;

    private SlowStart() {}

    /**
     * The newcomer's share of its full weight, rising linearly from a tenth to 1.
     *
     * @param admitted when it was let in, on the clock of {@code now}
     * @param ramp how long the rise lasts; 0 for none
     */
    public static double share(long admitted, long now, long ramp) {
        long age = now - admitted;
        if (age >= ramp) {
            return 1;
        }
        return FLOOR + (1 - FLOOR) * Math.max(0, age) / ramp;
    }
}
