package polis.versionset.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values of one kind by name, sorted by name.
 *
 * @param expectation what must be written
 * @param key reads the names
 * @param atLeastOne whether an empty mapping is an error
 */
public record MapOf<V>(String expectation, Scalar<String> key, Type<V> value,
        boolean atLeastOne) implements Type<SortedMap<String, V>> {

    public static <V> MapOf<V> of(String expectation, Scalar<String> key, Type<V> value) {
        return new MapOf<>(expectation, key, value, false);
    }

    public MapOf<V> notEmpty() {
        return new MapOf<>(expectation, key, value, true);
    }

    @Override
    public @Nullable SortedMap<String, V> read(@Nullable Object given, Location at) {
        if (!(given instanceof Map<?, ?> entries)) {
            refuse(given, at, null);
            return null;
        }
        if (atLeastOne && entries.isEmpty()) {
            refuse(null, at, null);
        }
        SortedMap<String, V> values = new TreeMap<>();
        entries.forEach((word, entry) -> {
            String name = word.toString();
            Location location = at.child(name);
            if (key.reader().read(name) == null) {
                location.error("is not a valid name here; write " + key.instruction() + ".",
                        key.suggester().suggest(name));
            }
            V read = value.read(entry, location);
            if (read != null) {
                values.put(name, read);
            }
        });
        return Collections.unmodifiableSortedMap(values);
    }

    @Override
    public Object write(SortedMap<String, V> values) {
        Map<String, Object> written = new LinkedHashMap<>();
        values.forEach((name, entry) -> written.put(name, value.write(entry)));
        return written;
    }

    @Override
    public @Nullable Object example() {
        return null;
    }

    @Override
    public Map<String, Object> schema(Form form) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("propertyNames", key.schema(form));
        schema.put("additionalProperties", value.schema(form));
        if (atLeastOne) {
            schema.put("minProperties", 1);
        }
        return schema;
    }

}
