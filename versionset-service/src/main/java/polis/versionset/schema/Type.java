package polis.versionset.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of value in a document: how it is read, written and described. Documents are plain values: a {@link Map}, a
 * {@link List}, a single value such as a text, or null where nothing is given.
 */
public sealed interface Type<V> permits Scalar, ListOf, MapOf, Shape {

    /** Reads what was given, which may be anything; returns null where it is wrong, and adds an error. */
    @Nullable
    V read(@Nullable Object given, Location at);

    /** Returns the normal form: plain values. */
    Object write(V value);

    /** Returns what must be written, as the end of "Write …". */
    String expectation();

    /** Returns a plain value that can be read; null where none helps. */
    @Nullable
    Object example();

    /** Returns the JSON Schema. */
    Map<String, Object> schema(Form form);

    /** Returns what was given, for an error. */
    static String describe(@Nullable Object given) {
        return switch (given) {
            case null -> "empty";
            case Map<?, ?> mapping -> "a mapping";
            case List<?> list -> "a list";
            case Object single -> Location.quoted(single.toString());
        };
    }

    /** Adds the error that this is not such a value. */
    default void refuse(@Nullable Object given, Location at, @Nullable String suggestion) {
        at.error("is " + describe(given) + "; write " + instruction() + ".", suggestion);
    }

    /** Returns the expectation, with an example where there is one. */
    default String instruction() {
        Object example = example();
        return expectation()
                + (example == null || example.equals(expectation()) ? "" : ", such as " + written(example));
    }

    private static String written(Object example) {
        return example instanceof Map<?, ?> mapping ? mapping.toString().replace("=", ": ") : example.toString();
    }

}
