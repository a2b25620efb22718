package polis.registry.suspicion;

// ADR 73
/** What becomes of a suspect: an instance whose lease lapsed. */
public sealed interface SuspectDecision {

    /** The reason for a refused connection and for silence alike. */
    String UNANSWERED = "it does not answer when it is asked.";

    /** It stays, and is probed again until it renews. */
    record Keep() implements SuspectDecision {}

    /** It ends; {@code why} completes "no renewal for 30 s, and …". */
    record End(String why) implements SuspectDecision {}

    /**
     * What is known beside the result of the probe.
     *
     * @param localHealthy whether this process was healthy for as long as the lease lasts
     * @param successor who registered at the same address after the suspect was heard last, and renews; empty where
     *                  nobody did
     * @param suspectFor how long it is a suspect already, in milliseconds in which this process ran
     * @param keep how long a suspect that answers may go without a renewal, likewise
     */
    record Evidence(boolean localHealthy, String successor, long suspectFor, long keep) {}

    /**
     * Weighs the evidence: its own answer counts most, then its host's, then its silence, and that only while this
     * process was healthy.
     */
    static SuspectDecision of(ProbeResult result, Evidence evidence) {
        return switch (result) {
            // The reason must not tell which ports are open at an address.
            case ProbeResult.Refused _ -> new End(UNANSWERED);
            case ProbeResult.Answered _ -> {
                if (!evidence.successor().isEmpty()) {
                    yield new End("its address belongs to " + evidence.successor() + " now.");
                }
                // An answer does not tell who listens there: it may be another process that got the port.
                yield evidence.suspectFor() > evidence.keep()
                        ? new End("none for " + evidence.keep() / 1000
                                + " s more, though somebody answers at its address.")
                        : new Keep();
            }
            case ProbeResult.Silent _ -> silent(evidence, UNANSWERED);
            case ProbeResult.NothingToAsk nothing -> silent(evidence, "it cannot be asked: " + nothing.why());
            case ProbeResult.Unsure _ -> evidence.suspectFor() > evidence.keep()
                    ? silent(evidence, "it could not be asked for " + evidence.keep() / 1000 + " s.")
                    : new Keep();
        };
    }

    private static SuspectDecision silent(Evidence evidence, String why) {
        return evidence.localHealthy() ? new End(why) : new Keep();
    }
}
