package polis.carriers;

/**
 * Gives virtual threads enough carriers. The JDK has one for each processor, and a virtual thread that waits for a
 * class to be loaded or initialized keeps its own: two first requests at once can stop a service on two processors for
 * ever, when what they wait for is done by a third virtual thread, for which there is no carrier.
 *
 * @see <a href="https://openjdk.org/jeps/491">JEP 491, what still pins</a>
 */
public final class Carriers {

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    /** More cost the hot paths more: see ADR 85. */
    private static final int LEAST = 6;

    private Carriers() {}

    /** Must be called before the first virtual thread is made. A number that the operator gave stays. */
    public static void provide() {
        if (System.getProperty(PARALLELISM) == null) {
            System.setProperty(PARALLELISM,
                    String.valueOf(Math.max(LEAST, Runtime.getRuntime().availableProcessors())));
        }
    }
}
