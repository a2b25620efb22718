package polis.registry.lifecycle;

/** What a lease and its health check report of an instance. */
public enum Signal {
    /** Registered and willing to take requests. */
    UP,
    /** Registered, willing, and found well by its health check. */
    PASSING,
    /** Registered but not, or not for now, to be sent requests: starting, out of service, unknown. */
    NOT_READY,
    /** Registered and sick by its own word. */
    DOWN,
    /** Registered and willing, but its health check says otherwise. */
    FAILING,
    /** Cancelled or expired. */
    ENDED
}
