package polis.dependencymap.span;

import java.util.concurrent.ConcurrentHashMap;

/** Gives equal values one representative. Forgets all of them when there are too many: who floods us gains nothing. */
final class Interned<T> {

    private static final int MOST = 20_000;

    private final ConcurrentHashMap<T, T> values = new ConcurrentHashMap<>();

    T of(T value) {
        T known = values.get(value);
        if (known != null) {
            return known;
        }
        if (values.size() >= MOST) {
            values.clear();
        }
        T before = values.putIfAbsent(value, value);
        return before != null ? before : value;
    }
}
