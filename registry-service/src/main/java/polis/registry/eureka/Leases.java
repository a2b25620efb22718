package polis.registry.eureka;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When each lease was renewed last and when it ends. Eureka's own lease adds its duration twice, so that 90 seconds take 180
 * to pass, and tells its last renewal a whole duration too late.
 */
@Component
public class Leases {

    private final ConcurrentHashMap<LeaseKey, HeldLease> held = new ConcurrentHashMap<>();

    /** The live lease, if there is one. */
    public @Nullable LiveLease find(String app, String id) {
        HeldLease lease = held.get(new LeaseKey(app, id));
        return lease == null
                ? null
                : new LiveLease(lease.info().getStatus().name(), Instant.ofEpochMilli(lease.renewedAt()),
                        lease.restored());
    }

    /** How many leases live. */
    public int size() {
        return held.size();
    }

    void put(HeldLease lease) {
        held.put(lease.key(), lease);
    }

    @Nullable
    HeldLease get(LeaseKey key) {
        return held.get(key);
    }

    void remove(LeaseKey key) {
        held.remove(key);
    }

    List<HeldLease> expired(long nowMillis) {
        return held.values().stream().filter(lease -> lease.expired(nowMillis)).toList();
    }

    List<HeldLease> all() {
        return List.copyOf(held.values());
    }
}
