package polis.versionset.manifest;

import org.jspecify.annotations.Nullable;

/** Why a text is not a value of the wanted kind, and what may have been meant. */
final class BadValue extends RuntimeException {

    private final String reason;
    private final @Nullable String suggestion;

    BadValue(String reason) {
        this(reason, null);
    }

    BadValue(String reason, @Nullable String suggestion) {
        super(reason);
        this.reason = reason;
        this.suggestion = suggestion;
    }

    String reason() {
        return reason;
    }

    @Nullable
    String suggestion() {
        return suggestion;
    }

}
