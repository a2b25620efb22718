package polis.versionset.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A manifest as it was written: its plain values, and on which line each begins. */
record Source(Tree tree) {

    /** Returns maps, lists, texts, and null for nothing. */
    @Nullable
    Object plain() {
        return plain(tree);
    }

    private static @Nullable Object plain(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar -> scalar.isNothing() ? null : scalar.text();
            case Tree.Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(plain(item)));
                yield items;
            }
            case Tree.Mapping mapping -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                mapping.members().forEach((name, value) -> members.put(name, plain(value)));
                yield members;
            }
        };
    }

    /** Returns the line of what a pointer names, or of what is around it where it is missing. */
    int line(String pointer) {
        Tree found = tree;
        for (String segment : segments(pointer)) {
            Tree next = child(found, segment);
            if (next == null) {
                break;
            }
            found = next;
        }
        return found.line();
    }

    /** Returns the texts of a list as they were written; empty where there is no list. */
    List<String> list(String pointer) {
        Tree found = tree;
        for (String segment : segments(pointer)) {
            found = found == null ? null : child(found, segment);
        }
        return found instanceof Tree.Sequence sequence
                ? sequence.items().stream().map(item -> item instanceof Tree.Scalar scalar ? scalar.text() : "")
                        .toList()
                : List.of();
    }

    private static List<String> segments(String pointer) {
        return pointer.isEmpty()
                ? List.of()
                : List.of(pointer.substring(1).split("/", -1)).stream()
                        .map(segment -> segment.replace("~1", "/").replace("~0", "~")).toList();
    }

    private static @Nullable Tree child(Tree tree, String segment) {
        return switch (tree) {
            case Tree.Mapping mapping -> mapping.members().get(segment);
            case Tree.Sequence sequence -> {
                int index = Integer.parseInt(segment);
                yield index < sequence.items().size() ? sequence.items().get(index) : null;
            }
            case Tree.Scalar scalar -> null;
        };
    }

}
