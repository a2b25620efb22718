package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What changed in the last three minutes, the newest of each lease: what the delta is made of. Guarded by its owner. */
final class RecentChanges {

    /** As with a stock server; clients poll every 30 s. */
    private static final long RETENTION = 180_000;

    private final LinkedHashMap<LeaseKey, Change> changes = new LinkedHashMap<>();

    private record Change(InstanceInfo info, long at) {}

    void add(LeaseKey key, InstanceInfo info, long nowMillis) {
        // Removed first, so that the order stays that of time.
        changes.remove(key);
        changes.put(key, new Change(info, nowMillis));
    }

    List<InstanceInfo> since(long nowMillis) {
        forget(nowMillis);
        var infos = new ArrayList<InstanceInfo>(changes.size());
        changes.values().forEach(change -> infos.add(change.info()));
        return infos;
    }

    /** Says whether anything was forgotten. */
    boolean forget(long nowMillis) {
        boolean forgot = false;
        var oldest = changes.values().iterator();
        while (oldest.hasNext() && oldest.next().at() < nowMillis - RETENTION) {
            oldest.remove();
            forgot = true;
        }
        return forgot;
    }
}
