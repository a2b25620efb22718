package polis.feed.client;

import java.io.IOException;

/** The events that follow a position are no longer there. */
final class EventsGoneException extends IOException {

    private final long resumeAfter;

    EventsGoneException(String message, long resumeAfter) {
        super(message);
        this.resumeAfter = resumeAfter;
    }

    long resumeAfter() {
        return resumeAfter;
    }
}
