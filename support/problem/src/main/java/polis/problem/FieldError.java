package polis.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What is wrong with one value of a request: a member of the body, named by an RFC 6901 pointer, or a parameter of the
 * path or the query, named by its name.
 */
public record FieldError(@Nullable String pointer, @Nullable String parameter, String message,
        @Nullable String suggestion) {

    public FieldError(String pointer, String message) {
        this(pointer, null, message, null);
    }

    public FieldError(String pointer, String message, @Nullable String suggestion) {
        this(pointer, null, message, suggestion);
    }

    public static FieldError parameter(String name, String message) {
        return new FieldError(null, name, message, null);
    }

    public static FieldError parameter(String name, String message, @Nullable String suggestion) {
        return new FieldError(null, name, message, suggestion);
    }

    /** What Jackson found wrong, with the nearest known name where a field is unknown. */
    public static List<FieldError> of(JacksonException failure) {
        return JsonErrors.of(failure);
    }

    /** Joins segments to a JSON pointer, escaping what must be escaped in each. */
    public static String pointer(Object... segments) {
        StringBuilder pointer = new StringBuilder();
        for (Object segment : segments) {
            pointer.append('/').append(segment.toString().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (pointer != null) {
            json.put("pointer", pointer);
        }
        if (parameter != null) {
            json.put("parameter", parameter);
        }
        json.put("detail", message);
        if (suggestion != null) {
            json.put("suggestion", suggestion);
        }
        return json;
    }
}
