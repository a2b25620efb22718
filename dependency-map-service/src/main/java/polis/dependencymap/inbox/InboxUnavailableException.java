package polis.dependencymap.inbox;

import org.jspecify.annotations.Nullable;

/** Spans cannot be made durable at the moment. None of those that were sent is kept. */
public class InboxUnavailableException extends RuntimeException {

    InboxUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
