package polis.versionset.schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A single value, read from its text.
 *
 * @param expectation what must be written, with the bounds
 * @param example a text that can be read; null where none helps
 * @param reader reads the text
 * @param writer writes the normal form
 * @param suggester guesses what was meant
 * @param jsonSchema of the value
 */
public record Scalar<V>(String expectation, @Nullable String example, Reader<V> reader, Writer<V> writer,
        Suggester suggester, Map<String, Object> jsonSchema) implements Type<V> {

    public Scalar {
        jsonSchema = Collections.unmodifiableSortedMap(new TreeMap<>(jsonSchema)); // the same text on every machine
    }

    /** Returns null for a text that is not such a value. */
    public interface Reader<V> {

        @Nullable
        V read(String text);

    }

    /** Returns a text, a number or a boolean. */
    public interface Writer<V> {

        Object write(V value);

    }

    /** Returns null where nobody can tell what was meant. */
    public interface Suggester {

        @Nullable
        String suggest(String text);

    }

    /** Creates one whose normal form is its text, and that suggests nothing. */
    public static <V> Scalar<V> of(String expectation, @Nullable String example, Reader<V> reader,
            Map<String, Object> schema) {
        return new Scalar<>(expectation, example, reader, Object::toString, text -> null, schema);
    }

    /** Returns one whose normal form is the value itself: a number or a boolean. */
    public Scalar<V> writtenAsIs() {
        return writtenBy(value -> value);
    }

    public Scalar<V> writtenBy(Writer<V> other) {
        return new Scalar<>(expectation, example, reader, other, suggester, jsonSchema);
    }

    public Scalar<V> suggesting(Suggester other) {
        return new Scalar<>(expectation, example, reader, writer, other, jsonSchema);
    }

    @Override
    public @Nullable V read(@Nullable Object given, Location at) {
        if (given == null || given instanceof Map || given instanceof List) {
            refuse(given, at, null);
            return null;
        }
        V value = reader.read(given.toString());
        if (value == null) {
            refuse(given, at, suggester.suggest(given.toString()));
        }
        return value;
    }

    @Override
    public Object write(V value) {
        return writer.write(value);
    }

    @Override
    public Map<String, Object> schema(Form form) {
        return jsonSchema;
    }

}
