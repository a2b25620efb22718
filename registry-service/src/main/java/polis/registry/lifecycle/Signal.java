package polis.registry.lifecycle;

/** What a lease says of its instance. */
public enum Signal {
    /** Registered and willing to take requests. */
    UP,
    /** Registered, willing, and found well by its health check. */
    WELL,
    /** Registered but not, or not for now, to be sent requests: starting, out of service, unknown. */
    HELD,
    /** Registered and sick by its own word. */
    DOWN,
    /** Registered and willing, but its health check says otherwise. */
    SICK,
    /** Cancelled or expired. */
    ENDED
}
