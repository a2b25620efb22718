package polis.versionset.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.yaml.YamlNode;

/** A manifest as it was written: its plain values, and on which line each begins. */
record Source(YamlNode tree) {

    /** Returns maps, lists, texts, and null for nothing. */
    @Nullable
    Object plain() {
        return plain(tree);
    }

    private static @Nullable Object plain(YamlNode tree) {
        return switch (tree) {
            case YamlNode.Scalar scalar -> isNothing(scalar) ? null : scalar.text();
            case YamlNode.Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(plain(item)));
                yield items;
            }
            case YamlNode.Mapping mapping -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                mapping.members().forEach((name, value) -> members.put(name, plain(value)));
                yield members;
            }
        };
    }

    private static boolean isNothing(YamlNode.Scalar scalar) {
        return scalar.plain() && (scalar.text().isEmpty() || scalar.text().equals("~") || scalar.text().equals("null"));
    }

    /** Returns the line of what a pointer names, or of what is around it where it is missing. */
    int line(String pointer) {
        YamlNode found = tree;
        for (String segment : segments(pointer)) {
            YamlNode next = child(found, segment);
            if (next == null) {
                break;
            }
            found = next;
        }
        return found.line();
    }

    /** Returns the texts of a list as they were written; empty where there is no list. */
    List<String> list(String pointer) {
        YamlNode found = tree;
        for (String segment : segments(pointer)) {
            found = found == null ? null : child(found, segment);
        }
        return found instanceof YamlNode.Sequence sequence
                ? sequence.items().stream().map(item -> item instanceof YamlNode.Scalar scalar ? scalar.text() : "")
                        .toList()
                : List.of();
    }

    private static List<String> segments(String pointer) {
        return pointer.isEmpty()
                ? List.of()
                : List.of(pointer.substring(1).split("/", -1)).stream()
                        .map(segment -> segment.replace("~1", "/").replace("~0", "~")).toList();
    }

    private static @Nullable YamlNode child(YamlNode tree, String segment) {
        return switch (tree) {
            case YamlNode.Mapping mapping -> mapping.members().get(segment);
            case YamlNode.Sequence sequence -> {
                int index = Integer.parseInt(segment);
                yield index < sequence.items().size() ? sequence.items().get(index) : null;
            }
            case YamlNode.Scalar scalar -> null;
        };
    }

}
