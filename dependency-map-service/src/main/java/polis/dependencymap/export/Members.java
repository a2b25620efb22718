package polis.dependencymap.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object in their order. */
final class Members {

    private Members() {}

    /** From keys and values in turn; a null value is left out. */
    static Map<String, Object> of(@Nullable Object... keysAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value = keysAndValues[i + 1];
            if (value != null) {
                members.put(String.valueOf(keysAndValues[i]), value);
            }
        }
        return members;
    }
}
