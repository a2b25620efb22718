package polis.scheduler.control;

import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import polis.scheduler.driver.Driver;

/** Says why an instance failed, in the words that it left itself. */
@Component
class Reasons {

    private static final int LAST_WORDS = 500;

    private final Driver driver;

    Reasons(Driver driver) {
        this.driver = driver;
    }

    String withLastWords(String reason, @Nullable String instance) {
        String words = instance == null || reason.contains("last lines:")
                ? null
                : driver.lastWords(instance, LAST_WORDS);
        return words == null || words.isBlank() ? reason : reason + "; last lines: " + words;
    }

    /** With a space before it; empty when it is not known. */
    String exitStatus(String instance) {
        OptionalInt status = driver.exitStatus(instance);
        if (status.isEmpty()) {
            return "";
        }
        int code = status.getAsInt();
        return code > 128 ? " by signal " + (code - 128) : " with exit status " + code;
    }
}
