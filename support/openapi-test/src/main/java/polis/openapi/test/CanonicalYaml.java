package polis.openapi.test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * One spelling for every OpenAPI document that means the same: scanning order, which differs between machines, and the
 * address of the server that happened to run are no part of it.
 */
final class CanonicalYaml {

    private static final List<String> TOP = List.of("openapi", "info", "tags", "security", "paths");

    private CanonicalYaml() {}

    static String of(String document) {
        Object parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(document);
        if (!(parsed instanceof Map<?, ?> map) || !map.containsKey("openapi")) {
            throw new AssertionError("not an OpenAPI document: " + document);
        }
        Map<String, @Nullable Object> sorted = sort(map);
        sorted.remove("servers");
        Map<String, @Nullable Object> top = new LinkedHashMap<>();
        for (String key : TOP) {
            if (sorted.containsKey(key)) {
                top.put(key, sorted.remove(key));
            }
        }
        top.putAll(sorted);
        if (top.get("tags") instanceof List<?> tags) {
            List<Object> byName = new ArrayList<>(tags);
            byName.sort(Comparator.comparing(CanonicalYaml::nameOf));
            top.put("tags", byName);
        }
        return yaml().dump(top);
    }

    private static Yaml yaml() {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(120);
        options.setDereferenceAliases(true);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        return new Yaml(new Representer(options), options);
    }

    private static String nameOf(Object tag) {
        return tag instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : String.valueOf(tag);
    }

    private static Map<String, @Nullable Object> sort(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), sort(value)));
        if (sorted.get("required") instanceof List<?> names) {
            sorted.put("required", names.stream().map(String::valueOf).sorted().toList());
        }
        return sorted;
    }

    private static @Nullable Object sort(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> sort(map);
            case List<?> list -> list.stream().map(CanonicalYaml::sort).toList();
            case null, default -> value;
        };
    }
}
