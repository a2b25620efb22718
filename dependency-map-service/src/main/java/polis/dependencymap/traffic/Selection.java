package polis.dependencymap.traffic;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are added up.
 *
 * @param nodes the numbers of the nodes that are shown, or null for all
 * @param edges those that are shown, or null for all between such nodes
 * @param cut what is not shown
 */
record Selection(@Nullable Set<Integer> nodes, @Nullable Set<EdgeNumbers> edges, Cut cut) {

    static final Selection ALL = new Selection(null, null, Cut.NONE);

    boolean isAll() {
        return nodes == null && edges == null;
    }

    boolean hasNode(int number) {
        return nodes == null || nodes.contains(number);
    }

    boolean hasEdge(SumRow row) {
        return hasNode(row.caller()) && hasNode(row.callee())
                && (edges == null || edges.contains(new EdgeNumbers(row.caller(), row.callee(), row.asynchronous())));
    }

    /** The busiest of what several times have. */
    static final class Busiest<K> {

        private final Map<K, Long> calls = new HashMap<>();

        void add(K key, long more) {
            calls.merge(key, more, Long::sum);
        }

        Set<K> first(int limit) {
            return calls.entrySet().stream().sorted(Map.Entry.<K, Long>comparingByValue().reversed()).limit(limit)
                    .map(Map.Entry::getKey).collect(Collectors.toSet());
        }
    }
}
