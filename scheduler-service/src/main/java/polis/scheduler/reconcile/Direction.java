package polis.scheduler.reconcile;

/** Where a rollout is going. */
public enum Direction {
    FORWARD, BACK
}
