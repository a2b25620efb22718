package polis.scheduler.desired;

/** A manifest that is not in the normal form. */
public class MalformedManifestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String pointer;

    MalformedManifestException(String pointer, String detail) {
        super(detail);
        this.pointer = pointer;
    }

    /** JSON pointer to the field. */
    public String pointer() {
        return pointer;
    }
}
