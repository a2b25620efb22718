package polis.gateway.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most specific of many patterns in time that depends on the length of the path, not on their number.
 * Segment by segment a literal comes before {@code *}, and {@code *} before {@code **}.
 */
public final class PathTrie<T> {

    private final Node<T> root = new Node<>();

    /** Adds a value; where the same pattern has one already, that one stays and is returned. */
    public @Nullable T putIfAbsent(PathPattern pattern, T value) {
        Node<T> node = root;
        for (String segment : pattern.segments()) {
            node = node.child(segment);
        }
        T present = pattern.open() ? node.open : node.exact;
        if (present == null) {
            if (pattern.open()) {
                node.open = value;
            } else {
                node.exact = value;
            }
        }
        return present;
    }

    public @Nullable T find(String rawPath) {
        return find(root, RawPath.segments(rawPath), 0);
    }

    private static <T> @Nullable T find(Node<T> node, List<String> segments, int depth) {
        if (depth == segments.size()) {
            return node.exact != null ? node.exact : node.open;
        }
        String segment = segments.get(depth);
        Node<T> literal = node.literals.get(segment);
        if (literal != null) {
            T found = find(literal, segments, depth + 1);
            if (found != null) {
                return found;
            }
        }
        if (node.any != null && !segment.isEmpty()) {
            T found = find(node.any, segments, depth + 1);
            if (found != null) {
                return found;
            }
        }
        return node.open;
    }

    private static final class Node<T> {

        private final Map<String, Node<T>> literals = new HashMap<>();

        private @Nullable Node<T> any;

        private @Nullable T exact;

        private @Nullable T open;

        private Node<T> child(String segment) {
            if (segment.equals(PathPattern.ANY)) {
                if (any == null) {
                    any = new Node<>();
                }
                return any;
            }
            return literals.computeIfAbsent(segment, _ -> new Node<>());
        }
    }
}
