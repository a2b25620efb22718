package polis.versionset.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One component of the record that a {@link Shape} describes. */
public sealed interface Member<T> permits Field, Embedded {

    @Nullable
    Object read(Map<?, ?> given, Location section);

    void write(T section, Map<String, Object> written);

    /** Returns the fields of the document that make it. */
    List<Field<?, ?>> fields();

}
