package polis.versionset.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a section: everything about it, declared once.
 *
 * @param documentation what it means, for the reference and the JSON Schema
 * @param normal under which other name and type the normal form has it; null where it is the same
 */
public record Field<T, V>(String name, Accessor<T, V> accessor, Type<V> type, Presence<V> presence,
        String documentation, @Nullable Spelling<V> normal) implements Member<T> {

    /** A second name and type of the same value. */
    record Spelling<V>(String name, Type<V> type) {}

    /** Creates a field that may be left out: then it is nothing. */
    public static <T, V> Field<T, V> field(String name, Accessor<T, V> accessor, Type<V> type, String documentation) {
        return new Field<>(name, accessor, type, new Presence.Optional<>(), documentation, null);
    }

    public Field<T, V> required() {
        return with(new Presence.Required<>());
    }

    /** Returns the field with a default, given as plain values, the way people write it. */
    public Field<T, V> orElse(Object plain) {
        return with(new Presence.Default<>(plain));
    }

    /** Returns the field with a default that follows from what was read before. */
    public Field<T, V> orElse(String rule, Function<Location, V> value) {
        return with(new Presence.Derived<>(rule, value));
    }

    /** Returns the field with another spelling, which is read as well and is the one of the normal form. */
    public Field<T, V> normallyWritten(String other, Type<V> by) {
        return new Field<>(name, accessor, type, presence, documentation, new Spelling<>(other, by));
    }

    private Field<T, V> with(Presence<V> other) {
        return new Field<>(name, accessor, type, other, documentation, normal);
    }

    @Override
    public @Nullable V read(Map<?, ?> given, Location section) {
        Location at = section.child(name);
        V value = value(given, section, at);
        if (value == null) {
            value = standIn(section, at);
        }
        if (value != null) {
            section.keep(name, value);
        }
        return value;
    }

    private @Nullable V value(Map<?, ?> given, Location section, Location at) {
        Object plain = given.get(name);
        Object other = normal == null ? null : given.get(normal.name());
        if (normal != null && other != null) {
            if (plain != null) {
                section.child(normal.name()).error("is given beside " + name + "; leave one of them out.");
            } else {
                return normal.type().read(other, section.child(normal.name()));
            }
        }
        if (plain != null) {
            return type.read(plain, at);
        }
        if (presence instanceof Presence.Required) {
            at.error("is required; write " + type.instruction() + ".");
        }
        return null;
    }

    /** After an error too, so that reading goes on and finds the next one. */
    private @Nullable V standIn(Location section, Location at) {
        return switch (presence) {
            case Presence.Required<V> required -> {
                Object example = type.example();
                yield type.read(example == null ? Map.of() : example, at.silent());
            }
            case Presence.Optional<V> optional -> null;
            case Presence.Default<V>(Object plain) -> type.read(plain, at);
            case Presence.Derived<V>(String rule, Function<Location, V> value) -> value.apply(section);
        };
    }

    @Override
    public void write(T section, Map<String, Object> written) {
        V value = accessor.of(section);
        if (value != null) {
            written.put(name(Form.NORMAL), (normal == null ? type : normal.type()).write(value));
        }
    }

    public String name(Form form) {
        return normal == null || form == Form.WRITTEN ? name : normal.name();
    }

    boolean isRequired(Form form) {
        return presence instanceof Presence.Required
                || (form == Form.NORMAL && !(presence instanceof Presence.Optional));
    }

    /** Adds the field to the properties of a JSON Schema. */
    void describe(Form form, Map<String, Object> properties) {
        if (normal == null || form == Form.WRITTEN) {
            Map<String, Object> schema = described(type, form, documentation);
            if (presence instanceof Presence.Default<V>(Object plain) && form == Form.WRITTEN) {
                schema.put("default", jsonDefault(plain));
            }
            properties.put(name, schema);
        }
        if (normal != null) {
            properties.put(normal.name(),
                    described(normal.type(), form, form == Form.NORMAL ? documentation : normalDocumentation()));
        }
    }

    String normalDocumentation() {
        return "The same as `" + name + "`, as the normal form has it. Not beside it.";
    }

    private static Map<String, Object> described(Type<?> type, Form form, String documentation) {
        Map<String, Object> schema = new LinkedHashMap<>(type.schema(form));
        schema.put("description", documentation);
        return schema;
    }

    /** Numbers and booleans as such; everything else as people write it. */
    private Object jsonDefault(Object plain) {
        V value = type.read(plain, Location.root(new Findings((name, known) -> Optional.empty())));
        Object written = value == null ? plain : type.write(value);
        return written instanceof Number || written instanceof Boolean ? written : plain;
    }

}
