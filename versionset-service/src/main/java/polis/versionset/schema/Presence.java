package polis.versionset.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a field is where it is not given. */
sealed interface Presence<V> {

    /** An error. */
    record Required<V>() implements Presence<V> {}

    /** Nothing: the normal form does not have it either. */
    record Optional<V>() implements Presence<V> {}

    /** The value that would have been read from these plain values. */
    record Default<V>(Object plain) implements Presence<V> {}

    /**
     * A value that follows from others.
     *
     * @param rule from which, for the documentation
     * @param value from the section, as far as it was read
     */
    record Derived<V>(String rule, Function<Location, V> value) implements Presence<V> {}

    /** Returns the text for the documentation. */
    default String documentation() {
        return switch (this) {
            case Required<V> required -> "required";
            case Optional<V> optional -> "none";
            case Derived<V>(String rule, Function<Location, V> value) -> rule;
            case Default<V>(List<?> list) -> "`[]`";
            case Default<V>(Map<?, ?> mapping) -> "`{}`";
            case Default<V>(Object plain) -> "`" + plain + "`";
        };
    }

}
