package polis.registry.lease;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What ended here lately, so that another node that has not heard of it does not bring it back. Bounded in time and in
 * number; past that a lease may come back until its clock runs out.
 */
final class EndedLeases {

    private static final long RETENTION = 3_600_000;
    private static final int MOST = 50_000;
    private static final long MOST_CHARACTERS = 100L * MOST;

    private final LinkedHashMap<LeaseKey, End> ends = new LinkedHashMap<>();
    private long characters;

    private record End(long dirty, long at, boolean expired) {}

    synchronized void add(LeaseKey key, long dirty, boolean expired, long nowMillis) {
        forget(key);
        ends.put(key, new End(dirty, nowMillis, expired));
        characters += length(key);
        var oldest = ends.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<LeaseKey, End> end = oldest.next();
            if (ends.size() <= MOST && characters <= MOST_CHARACTERS && end.getValue().at() > nowMillis - RETENTION) {
                break;
            }
            oldest.remove();
            characters -= length(end.getKey());
        }
    }

    /** Returns whether a lease in that state ended here since. */
    synchronized MergeResult mergeResult(LeaseKey key, long dirty) {
        End end = ends.get(key);
        return end == null || end.dirty() < dirty
                ? MergeResult.MERGED
                : end.expired() ? MergeResult.EXPIRED_HERE : MergeResult.CANCELLED_HERE;
    }

    synchronized void forget(LeaseKey key) {
        if (ends.remove(key) != null) {
            characters -= length(key);
        }
    }

    private static int length(LeaseKey key) {
        return key.app().length() + key.id().length();
    }
}
