package polis.gateway.balance;

/** Something that may be given work. */
public interface Candidate {

    /** Its share of the work relative to the others', 0 to 1; 0 when it must get none now. */
    double weight(long now);

    /** The work that it has not finished yet. */
    int inFlight();
}
