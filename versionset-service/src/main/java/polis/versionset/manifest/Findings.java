package polis.versionset.manifest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.problem.FieldError;

/** Everything found in one manifest, each with its line, so that all of it is told at once. */
final class Findings {

    /** More would not be read by anyone, and a hostile manifest could have half a million. */
    private static final int ENOUGH = 100;

    private final List<FieldError> errors = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    void error(String pointer, int line, String message) {
        error(pointer, line, message, null);
    }

    void error(String pointer, int line, String message, @Nullable String suggestion) {
        if (errors.size() < ENOUGH) {
            errors.add(new FieldError(pointer, "Line " + line + ": " + message, suggestion));
        }
    }

    void warning(String code, String pointer, int line, String message) {
        if (takesWarnings()) {
            warnings.add(new Warning(code, pointer, "Line " + line + ": " + message));
        }
    }

    /** Returns whether another warning would be told; else there is no need to look for one. */
    boolean takesWarnings() {
        return warnings.size() < ENOUGH;
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    List<Warning> warnings() {
        return List.copyOf(warnings);
    }

}
