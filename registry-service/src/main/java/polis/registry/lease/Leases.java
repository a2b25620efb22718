package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The live leases, by application and by id. Looking one up and renewing it takes no lock; what changes the picture
 * that callers fetch is entered under one short lock, so that the delta and its hash are of the same moment.
 */
@Component
public class Leases {

    private final ConcurrentHashMap<String, ConcurrentHashMap<String, Lease>> apps = new ConcurrentHashMap<>();
    private final ReentrantLock entering = new ReentrantLock();
    private final RecentChanges recent = new RecentChanges();
    private final EnumMap<InstanceStatus, Integer> statuses = new EnumMap<>(InstanceStatus.class);
    private final AtomicLong version = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    private final ConcurrentHashMap<String, Long> heldByApp = new ConcurrentHashMap<>();

    /** The live lease, if there is one. */
    public @Nullable LeaseView find(String app, String id) {
        Lease lease = get(new LeaseKey(app, id));
        return lease == null
                ? null
                : new LeaseView(lease.info().getStatus().name(), Instant.ofEpochMilli(lease.renewedAt()),
                        lease.restored(), lease.suspectSince());
    }

    /** How many leases live. */
    public int size() {
        return size.get();
    }

    /** Returns what the leases take of the heap, in bytes, with those that ended and are still in the delta. */
    public long weight() {
        return held.get() + recent.weightOfEnded();
    }

    /** What the leases of an application in upper case take of it. */
    public long weight(String app) {
        return heldByApp.getOrDefault(app, 0L);
    }

    /** Grows with every change that a fetch would show. */
    public long version() {
        return version.get();
    }

    /** Grows also when old changes leave the delta, which the lists do not show. */
    public long deltaVersion() {
        return version.get() + forgotten.get();
    }

    /**
     * Returns the live lease; null where there is none.
     *
     * @param app in upper case
     */
    public @Nullable Lease get(String app, String id) {
        Map<String, Lease> ofApp = apps.get(app);
        return ofApp == null ? null : ofApp.get(id);
    }

    @Nullable
    Lease get(LeaseKey key) {
        return get(key.app(), key.id());
    }

    void put(Lease lease, long nowMillis) {
        entering.lock();
        try {
            Lease before = apps.computeIfAbsent(lease.key().app(), app -> new ConcurrentHashMap<>(4))
                    .put(lease.key().id(), lease);
            count(before, -1);
            count(lease, 1);
            recent.add(lease.key(), lease.info(), nowMillis);
            version.incrementAndGet();
        } finally {
            entering.unlock();
        }
    }

    void remove(LeaseKey key, long nowMillis) {
        entering.lock();
        try {
            ConcurrentHashMap<String, Lease> ofApp = apps.get(key.app());
            Lease before = ofApp == null ? null : ofApp.remove(key.id());
            if (ofApp != null && ofApp.isEmpty()) {
                apps.remove(key.app());
            }
            if (before != null) {
                count(before, -1);
                if (!apps.containsKey(key.app())) {
                    heldByApp.remove(key.app());
                }
                recent.add(key, LeaseFactory.tombstone(before.info()), nowMillis);
                version.incrementAndGet();
            }
        } finally {
            entering.unlock();
        }
    }

    /** What changed lately, each lease once, and the hash that tells a client whether it has missed something. */
    public Delta delta(long nowMillis) {
        entering.lock();
        try {
            var counted = new AppsHash();
            statuses.forEach(counted::add);
            return new Delta(version.get(), counted.toString(), recent.since(nowMillis));
        } finally {
            entering.unlock();
        }
    }

    /** The changes of the last minutes. */
    public record Delta(long version, String hash, List<InstanceInfo> changed) {}

    /** Old changes leave the delta. */
    public void forget(long nowMillis) {
        entering.lock();
        try {
            if (recent.forget(nowMillis)) {
                forgotten.incrementAndGet();
            }
        } finally {
            entering.unlock();
        }
    }

    List<Lease> unheard(long nowMillis) {
        var found = new ArrayList<Lease>();
        each(lease -> {
            if (lease.unheard(nowMillis)) {
                found.add(lease);
            }
        });
        return found;
    }

    void each(Consumer<Lease> visitor) {
        apps.values().forEach(ofApp -> ofApp.values().forEach(visitor));
    }

    /** The leases of an application in upper case. */
    public Collection<Lease> of(String app) {
        ConcurrentHashMap<String, Lease> ofApp = apps.get(app);
        return ofApp == null ? List.of() : ofApp.values();
    }

    /** All leases, by application and then by id. */
    public Collection<ConcurrentHashMap<String, Lease>> byApp() {
        return apps.values();
    }

    private void count(@Nullable Lease lease, int by) {
        if (lease != null) {
            statuses.merge(lease.info().getStatus(), by, Integer::sum);
            size.addAndGet(by);
            held.addAndGet(by * lease.weight());
            heldByApp.merge(lease.key().app(), by * lease.weight(), Long::sum);
        }
    }
}
