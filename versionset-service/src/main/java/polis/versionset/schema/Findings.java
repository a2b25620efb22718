package polis.versionset.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with one document, so that all of it is told at once. */
public final class Findings {

    /**
     * One error.
     *
     * @param pointer where, as an RFC 6901 pointer
     * @param suggestion what to write instead, where there is a good guess
     */
    public record Finding(String pointer, String message, @Nullable String suggestion) {}

    /** More would not be read by anyone, and a hostile document could have half a million. */
    private static final int ENOUGH = 100;

    private final BiFunction<String, Collection<String>, Optional<String>> nearest;
    private final List<Finding> errors = new ArrayList<>();
    private final Set<String> pointers = new HashSet<>();

    /** @param nearest finds the known name that a misspelt one was meant to be */
    public Findings(BiFunction<String, Collection<String>, Optional<String>> nearest) {
        this.nearest = nearest;
    }

    void error(String pointer, String message, @Nullable String suggestion) {
        if (errors.size() < ENOUGH) {
            errors.add(new Finding(pointer, message, suggestion));
            pointers.add(pointer);
        }
    }

    Optional<String> nearest(String name, Collection<String> known) {
        return errors.size() < ENOUGH ? nearest.apply(name, known) : Optional.empty();
    }

    boolean mention(String pointer) {
        return pointers.contains(pointer);
    }

    public List<Finding> errors() {
        return List.copyOf(errors);
    }

}
