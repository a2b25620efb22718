package polis.registry.description;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a description, one by one: each may be said by another source. */
enum Field {
    TITLE("title"),
    DESCRIPTION("description"),
    TIER("tier"),
    OWNER("owner"),
    ON_CALL("onCall"),
    REPOSITORY("repository"),
    DOMAIN("domain"),
    TAGS("tags"),
    LINKS("links"),
    DEPENDS_ON("dependsOn");

    private final String json;

    Field(String json) {
        this.json = json;
    }

    /** Its name in JSON. */
    String json() {
        return json;
    }

    /** What is said of it; nothing where nothing is said. */
    @Nullable
    Object of(ServiceDescription description) {
        return switch (this) {
            case TITLE -> description.title();
            case DESCRIPTION -> description.description();
            case TIER -> description.tier();
            case OWNER -> description.owner();
            case ON_CALL -> description.onCall();
            case REPOSITORY -> description.repository();
            case DOMAIN -> description.domain();
            case TAGS -> distinct(description.tags());
            case LINKS -> distinct(description.links());
            case DEPENDS_ON -> distinct(description.dependsOn());
        };
    }

    static Stream<Field> named(Collection<String> names) {
        return Stream.of(values()).filter(field -> names.contains(field.json));
    }

    static Map<Field, Object> values(ServiceDescription description) {
        var values = new EnumMap<Field, Object>(Field.class);
        for (Field field : values()) {
            Object value = field.of(description);
            if (value != null) {
                values.put(field, value);
            }
        }
        return values;
    }

    /** The inverse of {@link #values(ServiceDescription)}. */
    @SuppressWarnings("unchecked")
    static ServiceDescription description(Map<Field, Object> values) {
        return new ServiceDescription((String) values.get(TITLE), (String) values.get(DESCRIPTION),
                (Integer) values.get(TIER), (String) values.get(OWNER), (String) values.get(ON_CALL),
                (String) values.get(REPOSITORY), (String) values.get(DOMAIN), (List<String>) values.get(TAGS),
                (List<Link>) values.get(LINKS), (List<String>) values.get(DEPENDS_ON));
    }

    private static <T> @Nullable List<T> distinct(@Nullable List<T> values) {
        return values == null ? null : values.stream().distinct().toList();
    }
}
