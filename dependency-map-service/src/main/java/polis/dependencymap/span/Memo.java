package polis.dependencymap.span;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Remembers what was made of a value. Forgets all of it when it is too much: who floods us gains nothing. */
final class Memo<K, V> {

    private static final int MOST = 10_000;

    private final ConcurrentHashMap<K, V> known = new ConcurrentHashMap<>();
    private final Function<K, V> making;

    Memo(Function<K, V> making) {
        this.making = making;
    }

    V of(K key) {
        V value = known.get(key);
        if (value != null) {
            return value;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        V made = making.apply(key);
        V before = known.putIfAbsent(key, made);
        return before != null ? before : made;
    }
}
