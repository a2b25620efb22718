package polis.registry.suspicion;

/** What came of asking an instance whether it lives. */
public sealed interface Reply {

    /** Somebody answered at its address, with whatever. */
    record Answered(String how) implements Reply {}

    /** Its host says that nobody listens there. */
    record Refused() implements Reply {}

    /** Nobody answered in time. */
    record Silent() implements Reply {}

    /** Nobody answered, but this process did not run when it should have listened, or could not ask. */
    record Unsure(String why) implements Reply {}

    /** It has no address that may be asked. */
    record NothingToAsk(String why) implements Reply {}
}
