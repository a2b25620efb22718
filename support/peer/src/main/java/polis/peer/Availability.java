package polis.peer;

import org.slf4j.Logger;

/**
 * Whether another service answers. A change is logged once, in the log of whoever asks, and not with each attempt.
 *
 * <p>
 * Thread-safe.
 */
public final class Availability {

    private final Logger log;
    private final String peer;
    private final String meanwhile;
    private boolean away;

    /**
     * @param peer the name that the log says
     * @param meanwhile what is done until the peer answers again, as the end of a sentence
     */
    public Availability(Logger log, String peer, String meanwhile) {
        this.log = log;
        this.peer = peer;
        this.meanwhile = meanwhile;
    }

    /** Notes that the peer answered. */
    public synchronized void answered() {
        if (away) {
            log.info("{} answers again", peer);
        }
        away = false;
    }

    /** Notes that the peer did not answer, or not what it should. */
    public synchronized void failed(Exception reason) {
        if (!away) {
            log.warn("{} is away, {}: {}", peer, meanwhile, String.valueOf(reason.getMessage()));
        }
        away = true;
    }

    /** Returns whether the last attempt failed. */
    public synchronized boolean away() {
        return away;
    }
}
