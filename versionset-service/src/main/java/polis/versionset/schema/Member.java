package polis.versionset.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One component of a record that is read from a section of a document. */
public sealed interface Member<T> permits Field, Shape.Embedded {

    /** Reads the component of a section. */
    interface Accessor<T, V> {

        @Nullable
        V of(T section);

    }

    @Nullable
    Object read(Map<?, ?> given, Location section);

    void write(T section, Map<String, Object> written);

}
