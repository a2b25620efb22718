package polis.dependencymap.traffic;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are added up.
 *
 * @param places the numbers of the places that are shown, or null for all
 * @param roads those that are shown, or null for all between such places
 * @param cut what is not shown
 */
record Selection(@Nullable Set<Integer> places, @Nullable Set<Way> roads, Cut cut) {

    static final Selection ALL = new Selection(null, null, Cut.NONE);

    /** A road by the numbers of its ends. */
    record Way(int caller, int callee, boolean asynchronous) {}

    boolean isAll() {
        return places == null && roads == null;
    }

    boolean hasPlace(int number) {
        return places == null || places.contains(number);
    }

    boolean hasRoad(SumRow row) {
        return hasPlace(row.caller()) && hasPlace(row.callee())
                && (roads == null || roads.contains(new Way(row.caller(), row.callee(), row.asynchronous())));
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
