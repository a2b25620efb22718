package polis.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Describes what a value of a Java type looks like to a client. */
final class Expectation {

    private Expectation() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "has the wrong type";
        }
        Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (wanted.isEnum()) {
            return "must be one of " + String.join(", ", constants(wanted));
        }
        if (wanted == Boolean.class) {
            return "must be true or false";
        }
        if (wanted == Float.class || wanted == Double.class) {
            return "must be a number";
        }
        if (Number.class.isAssignableFrom(wanted)) {
            return "must be a whole number";
        }
        if (wanted == Duration.class) {
            return "must be an ISO 8601 duration such as PT30S";
        }
        if (wanted == Instant.class || wanted == OffsetDateTime.class) {
            return "must be an RFC 3339 time such as 2026-01-02T03:04:05Z";
        }
        if (wanted == UUID.class) {
            return "must be a UUID";
        }
        if (CharSequence.class.isAssignableFrom(wanted)) {
            return "must be a text";
        }
        if (wanted.isArray() || Collection.class.isAssignableFrom(wanted)) {
            return "must be a list";
        }
        return Map.class.isAssignableFrom(wanted) || wanted.isRecord() ? "must be an object" : "has the wrong type";
    }

    /** The constant that {@code value} was most likely meant to be, where the type is an enum. */
    static @Nullable String suggestion(@Nullable Class<?> type, @Nullable Object value) {
        return type != null && type.isEnum() && value != null
                ? Nearest.of(value.toString(), constants(type)).orElse(null)
                : null;
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(Objects.requireNonNull(type.getEnumConstants())).map(Object::toString)
                .collect(Collectors.toList());
    }
}
