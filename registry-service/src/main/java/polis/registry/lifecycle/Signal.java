package polis.registry.lifecycle;

/** What a lease says of its instance. */
public enum Signal {
    /** Registered and willing to take requests. */
    UP,
    /** Registered but not, or not for now, to be sent requests: starting, out of service, unknown. */
    HELD,
    /** Registered and sick by its own word. */
    DOWN,
    /** Cancelled or expired. */
    ENDED
}
