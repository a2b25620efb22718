package polis.registry.suspicion;

/** What becomes of a suspect: an instance whose lease lapsed. */
public sealed interface Judgement {

    /** What is told of who is refused and of who is silent alike. */
    String UNANSWERED = "it does not answer when it is asked.";

    /** It lives on, and is asked again until it renews. */
    record Keep() implements Judgement {}

    /** It ends; {@code why} completes "no renewal for 30 s, and …". */
    record End(String why) implements Judgement {}

    /**
     * What is known beside the reply.
     *
     * @param heardWell whether this process heard well for as long as the lease lasts
     * @param successor who registered at the same address after the suspect was heard last, and renews; empty where
     *                  nobody did
     * @param suspectFor how long it is a suspect already, in milliseconds in which this process ran
     * @param keep how long a suspect that answers may go without a renewal, likewise
     */
    record Circumstances(boolean heardWell, String successor, long suspectFor, long keep) {}

    /**
     * Its own word counts most, then its host's, then its silence, and that only where it would have been heard.
     */
    static Judgement of(Reply reply, Circumstances known) {
        return switch (reply) {
            // Who reads the reason must not learn of it what is open at an address.
            case Reply.Refused _ -> new End(UNANSWERED);
            case Reply.Answered _ -> {
                if (!known.successor().isEmpty()) {
                    yield new End("its address belongs to " + known.successor() + " now.");
                }
                // Who listens there is not told by an answer: it may be another process that got the port.
                yield known.suspectFor() > known.keep()
                        ? new End(
                                "none for " + known.keep() / 1000 + " s more, though somebody answers at its address.")
                        : new Keep();
            }
            case Reply.Silent _ -> unheard(known, UNANSWERED);
            case Reply.NothingToAsk nothing -> unheard(known, "it cannot be asked: " + nothing.why());
            case Reply.Unsure _ -> known.suspectFor() > known.keep()
                    ? unheard(known, "it could not be asked for " + known.keep() / 1000 + " s.")
                    : new Keep();
        };
    }

    private static Judgement unheard(Circumstances known, String why) {
        return known.heardWell() ? new End(why) : new Keep();
    }
}
