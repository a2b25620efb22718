package polis.registry.eureka;

/** What became of a lease that another node holds. */
public enum Absorbed {

    /** This node has it now, or had it as new already. */
    TAKEN,

    /** It was cancelled here since: the other node should hear of it. */
    CANCELLED_HERE,

    /** It expired here since: the other node should hear of it, and keep it if it knows better. */
    EXPIRED_HERE
}
