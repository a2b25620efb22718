package polis.dependencymap.span;

/** The bytes are no list of spans. Its message says why, for who sent them. */
public class UnreadableSpansException extends RuntimeException {

    private final long offset;

    public UnreadableSpansException(String reason, long offset) {
        super("At byte %d: %s.".formatted(offset, reason));
        this.offset = offset;
    }

    /** Returns the byte at which reading stopped, counted from 0 in the unpacked body. */
    public long offset() {
        return offset;
    }
}
