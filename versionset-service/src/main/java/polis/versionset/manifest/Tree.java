package polis.versionset.manifest;

import java.util.List;
import java.util.SequencedMap;
import polis.versionset.schema.Location;

/** A manifest's text as a tree, each node with the line on which it, or its key, begins; nothing is interpreted yet. */
sealed interface Tree {

    int line();

    /** How many nodes the tree has once aliases are written out. */
    int size();

    record Mapping(SequencedMap<String, Tree> members, int line, int size) implements Tree {}

    record Sequence(List<Tree> items, int line, int size) implements Tree {}

    /** A single value; {@code plain} is without quotes, so that {@code null} means nothing. */
    record Scalar(String text, boolean plain, int line) implements Tree {

        @Override
        public int size() {
            return 1;
        }

    }

    default boolean isNothing() {
        return this instanceof Scalar(String text, boolean plain, int line) && plain
                && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    default String kind() {
        return switch (this) {
            case Mapping mapping -> "a mapping";
            case Sequence sequence -> "a list";
            case Scalar scalar when isNothing() -> "nothing";
            case Scalar scalar -> Location.quoted(scalar.text());
        };
    }

}
