package polis.yaml;

import java.util.List;
import java.util.SequencedMap;

/**
 * A value as it was written: not yet a number or a boolean, since {@code 1.10} is a version more often than a number.
 */
public sealed interface YamlNode {

    /** The line on which it begins, from 1. */
    int line();

    /** How many values it has with itself, aliases written out. */
    int size();

    /**
     * A single value.
     *
     * @param plain whether it was written without quotes, so that it may stand for something other than text
     */
    record Scalar(String text, boolean plain, int line) implements YamlNode {

        @Override
        public int size() {
            return 1;
        }
    }

    record Mapping(SequencedMap<String, YamlNode> members, int line, int size) implements YamlNode {}

    record Sequence(List<YamlNode> items, int line, int size) implements YamlNode {}
}
