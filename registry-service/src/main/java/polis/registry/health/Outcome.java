package polis.registry.health;

/** What one check found. */
sealed interface Outcome {

    String detail();

    /** Well. */
    record Passed(String detail) implements Outcome {}

    /** Not well. */
    record Failed(String detail) implements Outcome {}

    /** Somebody answered, but not as a health check does: nothing there, not for strangers, elsewhere. */
    record Unserved(String detail) implements Outcome {}
}
