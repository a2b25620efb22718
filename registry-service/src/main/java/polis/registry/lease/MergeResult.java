package polis.registry.lease;

/** The result of merging a lease that another node holds. */
public enum MergeResult {

    /** This node has it now, or had it as new already. */
    MERGED,

    /** It was cancelled here since: the other node should hear of it. */
    CANCELLED_HERE,

    /** It expired here since: the other node should hear of it, and keep it if it knows better. */
    EXPIRED_HERE
}
