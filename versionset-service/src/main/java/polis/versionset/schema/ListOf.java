package polis.versionset.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list of values of one kind. */
public final class ListOf<V> implements Type<List<V>> {

    private final Type<V> item;
    private final boolean distinct;
    private final Function<List<V>, Collection<V>> order;

    private ListOf(Type<V> item, boolean distinct, Function<List<V>, Collection<V>> order) {
        this.item = item;
        this.distinct = distinct;
        this.order = order;
    }

    /** Creates a list that keeps its order. */
    public static <V> ListOf<V> of(Type<V> item) {
        return new ListOf<>(item, false, values -> values);
    }

    /** Creates a list whose order means nothing, so that the normal form sorts it, and that has no item twice. */
    public static <V extends Comparable<V>> ListOf<V> distinct(Type<V> item) {
        return new ListOf<>(item, true, TreeSet::new);
    }

    public Type<V> item() {
        return item;
    }

    @Override
    public @Nullable List<V> read(@Nullable Object given, Location at) {
        if (!(given instanceof List<?> items)) {
            refuse(given, at, null);
            return null;
        }
        List<V> values = new ArrayList<>();
        Set<V> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            V value = item.read(items.get(i), at.item(i));
            if (value == null) {
                continue;
            }
            if (!seen.add(value) && distinct) {
                at.item(i).error("is " + Type.describe(items.get(i)) + " once more; leave it out.");
            }
            values.add(value);
        }
        return List.copyOf(order.apply(values));
    }

    @Override
    public Object write(List<V> values) {
        return values.stream().map(item::write).toList();
    }

    @Override
    public String expectation() {
        return "a list, each item " + item.expectation();
    }

    @Override
    public @Nullable Object example() {
        return null;
    }

    @Override
    public Map<String, Object> schema(Form form) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item.schema(form));
        if (distinct) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }

}
