package polis.gateway.listener;

/** How far one body lags behind. Waiting is only the time in which a read is outstanding. */
final class BodyRate {

    private static final long NOT_WAITING = Long.MIN_VALUE;

    private final ClientTimeouts timeouts;
    private long left;
    private long octets;
    private long waitingSince = NOT_WAITING;
    private boolean reading;
    private boolean askedWhileReading;

    BodyRate(ClientTimeouts timeouts) {
        this.timeouts = timeouts;
    }

    void begin() {
        left = timeouts.grace();
        octets = 0;
        waitingSince = NOT_WAITING;
    }

    /** Has the whole grace again. */
    void beginAnew(long now) {
        left = timeouts.grace();
        if (waiting()) {
            waitingSince = now;
        }
    }

    void readBegins() {
        reading = true;
    }

    /** More is asked for: at the end of the read under way, or now. */
    void ask(long now) {
        if (reading) {
            askedWhileReading = true;
        } else if (!waiting()) {
            waitingSince = now;
        }
    }

    void received(int count) {
        octets += count;
    }

    void readEnds(long now) {
        left = timeouts.after(left, waiting() ? now - waitingSince : 0, octets);
        octets = 0;
        waitingSince = askedWhileReading ? now : NOT_WAITING;
        readEnds();
    }

    /** Ends a read that was not for a body. */
    void readEnds() {
        reading = false;
        askedWhileReading = false;
    }

    boolean waiting() {
        return waitingSince != NOT_WAITING;
    }

    /** Returns when the time that is left ends, while waiting. */
    long due() {
        return waitingSince + left;
    }
}
