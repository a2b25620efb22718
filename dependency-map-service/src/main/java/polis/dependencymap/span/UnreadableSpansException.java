package polis.dependencymap.span;

/** The bytes are no list of spans. The message says where they stop being one and nothing of this program. */
public class UnreadableSpansException extends RuntimeException {

    UnreadableSpansException(String message, Throwable cause) {
        super(message, cause);
    }
}
