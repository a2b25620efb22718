package polis.versionset.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A component whose fields stand in the document beside those of the others. */
record Embedded<T, V>(Field.Accessor<T, V> accessor, Shape<V> shape) implements Member<T> {

    @Override
    public @Nullable Object read(Map<?, ?> given, Location section) {
        return shape.assemble(given, section);
    }

    @Override
    public void write(T section, Map<String, Object> written) {
        V value = accessor.of(section);
        if (value != null) {
            shape.writeTo(value, written);
        }
    }

    @Override
    public List<Field<?, ?>> fields() {
        return shape.fields();
    }

}
