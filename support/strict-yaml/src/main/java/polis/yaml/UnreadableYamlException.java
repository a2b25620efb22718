package polis.yaml;

import org.jspecify.annotations.Nullable;

/** Ends the reading of a stream that no error can be skipped in. */
final class UnreadableYamlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient YamlError error;

    UnreadableYamlException(String pointer, int line, String detail) {
        super(detail);
        this.error = new YamlError(pointer, line, detail);
    }

    YamlError error() {
        return error;
    }

    /** Thrown for what comes from outside, and read for its message only. */
    @Override
    public synchronized @Nullable Throwable fillInStackTrace() {
        return this;
    }
}
