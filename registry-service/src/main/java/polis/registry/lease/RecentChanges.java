package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.ActionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What changed in the last three minutes, the newest of each lease: what the delta is made of. Guarded by its owner.
 */
final class RecentChanges {

    /** As with a stock server; clients poll every 30 s. */
    private static final long RETENTION = 180_000;

    /** Old changes go by the half minute, also as with a stock server: each time, the delta has to be made anew. */
    private static final long STEP = 30_000;

    private final LinkedHashMap<LeaseKey, Change> changes = new LinkedHashMap<>();

    /** Read by anybody. */
    private final AtomicLong weightOfEnded = new AtomicLong();

    /** @param weight of what nothing else holds any more */
    private record Change(InstanceInfo info, long at, long weight) {}

    void add(LeaseKey key, InstanceInfo info, long nowMillis) {
        // Removed first, so that the order stays that of time.
        Change before = changes.remove(key);
        long weight = info.getActionType() == ActionType.DELETED ? Weight.of(info) : 0;
        changes.put(key, new Change(info, nowMillis, weight));
        weightOfEnded.addAndGet(weight - (before == null ? 0 : before.weight()));
    }

    long weightOfEnded() {
        return weightOfEnded.get();
    }

    List<InstanceInfo> since(long nowMillis) {
        forget(nowMillis);
        var infos = new ArrayList<InstanceInfo>(changes.size());
        changes.values().forEach(change -> infos.add(change.info()));
        return infos;
    }

    /** Returns whether anything was forgotten. */
    boolean forget(long nowMillis) {
        var oldest = changes.values().iterator();
        if (!oldest.hasNext() || oldest.next().at() >= nowMillis - RETENTION - STEP) {
            return false;
        }
        changes.values().removeIf(change -> change.at() < nowMillis - RETENTION);
        weightOfEnded.set(changes.values().stream().mapToLong(Change::weight).sum());
        return true;
    }
}
