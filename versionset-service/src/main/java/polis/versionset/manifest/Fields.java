package polis.versionset.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import polis.problem.FieldError;
import polis.problem.Nearest;

/** The members of one mapping. What is wrong with any of them goes to the findings, and reading goes on. */
final class Fields {

    private final String pointer;
    private final int line;
    private final SequencedMap<String, Tree> members;
    private final Findings findings;

    private Fields(String pointer, int line, SequencedMap<String, Tree> members, Findings findings) {
        this.pointer = pointer;
        this.line = line;
        this.members = members;
        this.findings = findings;
    }

    /** A mapping with these members and no other. */
    static Fields of(Tree tree, String pointer, Findings findings, String... known) {
        Fields fields = any(tree, pointer, findings);
        fields.members.forEach((name, value) -> {
            if (!List.of(known).contains(name)) {
                findings.error(fields.at(name), value.line(), Values.quoted(name) + " is not a known field",
                        Nearest.of(name, List.of(known)).orElse(null));
            }
        });
        return fields;
    }

    /** A mapping with members of any name. */
    static Fields any(Tree tree, String pointer, Findings findings) {
        if (tree instanceof Tree.Mapping mapping) {
            return new Fields(pointer, mapping.line(), mapping.members(), findings);
        }
        if (!tree.isNothing()) {
            findings.error(pointer, tree.line(), "must be a mapping of fields, not " + tree.kind());
        }
        return new Fields(pointer, tree.line(), new LinkedHashMap<>(), findings);
    }

    boolean has(String name) {
        Tree value = members.get(name);
        return value != null && !value.isNothing();
    }

    /** Whether it is given and not an empty list or mapping. */
    boolean hasContent(String name) {
        Tree value = members.get(name);
        return value != null && switch (value) {
            case Tree.Mapping mapping -> !mapping.members().isEmpty();
            case Tree.Sequence sequence -> !sequence.items().isEmpty();
            case Tree.Scalar scalar -> !scalar.isNothing();
        };
    }

    String at(String name) {
        return pointer + FieldError.pointer(name);
    }

    int line(String name) {
        Tree value = members.get(name);
        return value == null ? line : value.line();
    }

    Findings findings() {
        return findings;
    }

    /** Notes that a member is missing, unless it is there. */
    void require(String name, String why) {
        if (!has(name)) {
            findings.error(at(name), line, why);
        }
    }

    <T> T value(String name, T fallback, Function<String, T> reader) {
        T value = value(name, reader);
        return value == null ? fallback : value;
    }

    <T> @Nullable T value(String name, Function<String, T> reader) {
        Tree value = members.get(name);
        return value == null || value.isNothing() ? null : scalar(value, at(name), reader);
    }

    /** A nested mapping with these members and no other; an empty one when it is not given. */
    Fields nested(String name, String... known) {
        return of(valueOf(name), at(name), findings, known);
    }

    <T> List<T> list(String name, BiFunction<Tree, String, @Nullable T> reader) {
        List<T> list = new ArrayList<>();
        Tree value = valueOf(name);
        if (value instanceof Tree.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                T item = reader.apply(sequence.items().get(i), at(name) + "/" + i);
                if (item != null) {
                    list.add(item);
                }
            }
        } else if (!value.isNothing()) {
            findings.error(at(name), value.line(), "must be a list, not " + value.kind());
        }
        return list;
    }

    List<String> texts(String name, Function<String, String> reader) {
        return this.<String>list(name, (item, at) -> scalar(item, at, reader));
    }

    Map<String, Tree> nestedMembers(String name) {
        return any(valueOf(name), at(name), findings).members;
    }

    private Tree valueOf(String name) {
        Tree value = members.get(name);
        return value == null ? new Tree.Scalar("", true, line) : value;
    }

    private <T> @Nullable T scalar(Tree tree, String at, Function<String, T> reader) {
        if (tree instanceof Tree.Scalar scalar && !tree.isNothing()) {
            try {
                return reader.apply(scalar.text());
            } catch (BadValue bad) {
                findings.error(at, tree.line(), bad.reason(), bad.suggestion());
                return null;
            }
        }
        findings.error(at, tree.line(), "must be a single value, not " + tree.kind());
        return null;
    }

}
