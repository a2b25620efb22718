package polis.registry.health;

/** What one check found. */
sealed interface Outcome {

    /** For everybody who may see the instance. */
    String detail();

    /** Well. */
    record Passed(String detail) implements Outcome {}

    /**
     * Not well.
     *
     * @param cause for the log alone: it could tell whoever reads it what is open behind a stranger's address
     */
    record Failed(String detail, String cause) implements Outcome {

        /**
         * What is said of every check without an answer of HTTP, whether the port is closed, silent or another
         * protocol's.
         */
        static final String UNANSWERED = "It gives no usable answer.";

        static Failed unanswered(String cause) {
            return new Failed(UNANSWERED, cause);
        }
    }

    /** Somebody answered, but not as a health check does: nothing there, not for strangers, elsewhere. */
    record Unserved(String detail) implements Outcome {}
}
