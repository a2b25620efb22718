package polis.dependencymap.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Spans cannot be made durable at the moment. Whether those that were just sent are kept is then undone, not unknown.
 */
public class InboxUnavailableException extends RuntimeException {

    InboxUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
