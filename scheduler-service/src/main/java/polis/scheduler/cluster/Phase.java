package polis.scheduler.cluster;

/** Where an instance stands in its life as the scheduler drives it; finer than what the registry shows to others. */
public enum Phase {

    /** The row is written; the process may or may not have been started. */
    INTENDED,
    /** The process was started and is not healthy yet. */
    STARTING,
    /** Healthy often enough in a row; its registration has not been seen yet. */
    HEALTHY,
    /** Healthy and registered. */
    RUN,
    /** DesiredRevision no longer: traffic is pulled and callers are given time to forget it. */
    DRAINING,
    /** Asked to end. */
    STOPPING,
    /** Ended. */
    GONE;

    /** Before anything was done to end it. */
    public boolean up() {
        return compareTo(DRAINING) < 0;
    }

    public boolean coming() {
        return this == INTENDED || this == STARTING;
    }
}
