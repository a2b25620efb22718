package polis.scheduler.reconcile;

/** What a revision changes of a service. */
public enum Change {
    ADDED, UPDATED, SCALED_OUT, SCALED_IN, REMOVED
}
