package polis.security.seal;

/** A key is missing or wrong, or what was sealed was changed. */
public final class SealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SealException(String message) {
        super(message);
    }

    SealException(String message, Throwable cause) {
        super(message, cause);
    }
}
