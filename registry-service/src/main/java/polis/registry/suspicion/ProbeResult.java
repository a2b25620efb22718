package polis.registry.suspicion;

/** The result of probing whether an instance is alive. */
public sealed interface ProbeResult {

    /** Something answered at its address, whatever it was. */
    record Answered(String how) implements ProbeResult {}

    /** Its host says that nobody listens there. */
    record Refused() implements ProbeResult {}

    /** Nobody answered in time. */
    record Silent() implements ProbeResult {}

    /** Nobody answered, but this process was late or could not probe. */
    record Unsure(String why) implements ProbeResult {}

    /** It has no address that may be probed. */
    record NothingToAsk(String why) implements ProbeResult {}
}
