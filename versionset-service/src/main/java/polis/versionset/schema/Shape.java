package polis.versionset.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A section of a document, read into a record: its members in the order of the record's components. Strict reading, the
 * defaults, the normal form, the JSON Schema and the reference are derived from it.
 */
// ADR 90
public final class Shape<T> implements Type<T> {

    /** A component whose fields stand in the document beside those of the others. */
    record Embedded<T, V>(Member.Accessor<T, V> accessor, Shape<V> shape) implements Member<T> {

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

    }

    private final Constructor<T> constructor;
    private final List<Member<T>> members;
    private final BiConsumer<T, Location> check;

    private Shape(Constructor<T> constructor, List<Member<T>> members, BiConsumer<T, Location> check) {
        this.constructor = constructor;
        this.members = members;
        this.check = check;
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public static <T extends Record> Shape<T> of(Class<T> type, Member<T>... members) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length != members.length) {
            throw new IllegalArgumentException("%s has %d components, its shape has %d members"
                    .formatted(type.getName(), components.length, members.length));
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return new Shape<>(constructor, List.of(members), (section, at) -> {});
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the shape with a check of fields against each other, made after each of them was read. */
    public Shape<T> checking(BiConsumer<T, Location> fields) {
        return new Shape<>(constructor, members, fields);
    }

    /** Returns a component of another record whose fields stand beside those of the others. */
    public <O> Member<O> embedded(Member.Accessor<O, T> accessor) {
        return new Embedded<>(accessor, this);
    }

    @Override
    public @Nullable T read(@Nullable Object given, Location at) {
        if (given != null && !(given instanceof Map)) {
            refuse(given, at, null);
            return null;
        }
        Map<?, ?> fields = given instanceof Map<?, ?> mapping ? mapping : Map.of();
        Set<String> known = names(Form.WRITTEN);
        for (Object name : fields.keySet()) {
            if (!known.contains(name.toString())) {
                String meant = at.findings().nearest(name.toString(), known).orElse(null);
                at.child(name.toString()).error("is not a known field; "
                        + (meant == null ? "leave it out. Known are " + String.join(", ", known) : "write " + meant)
                        + ".", meant);
            }
        }
        return assemble(fields, at);
    }

    T assemble(Map<?, ?> given, Location at) {
        T section;
        try {
            section = constructor.newInstance(members.stream().map(member -> member.read(given, at)).toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
        check.accept(section, at);
        return section;
    }

    @Override
    public Map<String, Object> write(T section) {
        Map<String, Object> written = new LinkedHashMap<>();
        writeTo(section, written);
        return written;
    }

    void writeTo(T section, Map<String, Object> written) {
        members.forEach(member -> member.write(section, written));
    }

    public List<Field<?, ?>> fields() {
        List<Field<?, ?>> fields = new ArrayList<>();
        for (Member<T> member : members) {
            switch (member) {
                case Field<T, ?> field -> fields.add(field);
                case Embedded<T, ?> embedded -> fields.addAll(embedded.shape().fields());
            }
        }
        return fields;
    }

    /** Returns the names of the fields; as written, with those of the normal form, which are read as well. */
    Set<String> names(Form form) {
        Set<String> names = new LinkedHashSet<>();
        fields().forEach(field -> {
            names.add(field.name(form));
            names.add(field.name(Form.NORMAL));
        });
        return names;
    }

    @Override
    public String expectation() {
        return "a mapping of " + String.join(", ", names(Form.WRITTEN));
    }

    @Override
    public @Nullable Object example() {
        Map<String, Object> example = new LinkedHashMap<>();
        for (Field<?, ?> field : fields()) {
            Object value = field.type().example();
            if (field.isRequired(Form.WRITTEN) && value != null) {
                example.put(field.name(), value);
            }
        }
        return example.isEmpty() ? null : example;
    }

    @Override
    public Map<String, Object> schema(Form form) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        fields().forEach(field -> {
            field.describe(form, properties);
            if (field.isRequired(form)) {
                required.add(field.name(form));
            }
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (form == Form.WRITTEN) {
            schema.put("additionalProperties", false); // readers of the normal form let new fields pass
        }
        return schema;
    }

}
