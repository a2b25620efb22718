package polis.registry.catalog;

import java.util.ArrayList;
import java.util.List;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.registry.problem.RegistryProblem;

/** What is wrong with a catalogue. A hostile one can be wrong a million times: the first hundred are told. */
final class CatalogErrors {

    private static final int MOST = 100;

    private final List<FieldError> errors = new ArrayList<>();

    void add(String pointer, String detail) {
        add(new FieldError(pointer, detail));
    }

    void add(FieldError error) {
        if (errors.size() < MOST) {
            errors.add(error);
        }
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ProblemException(RegistryProblem.INVALID_CATALOG,
                    "Nothing was imported. Correct the errors below; each pointer begins with the number of the document, counted from 0.",
                    errors);
        }
    }
}
