package polis.dependencymap.inbox;

/** There is no room for more spans at the moment. */
public class InboxFullException extends RuntimeException {

    InboxFullException(int capacity) {
        super("No room for more spans: " + capacity + " are being linked already.");
    }
}
