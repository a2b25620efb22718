package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

// ADR 86
/**
 * Adds and removes leases, remembers those that ended lately, and reports each change. Whoever changes a lease holds
 * the lock of its key, so that the changes of one lease are reported in the order in which they happened.
 */
@Component
class LeaseStore {

    static final String CANCELLED = "Its lease was cancelled.";

    private static final int STRIPES = 256;

    private final Leases leases;
    private final LeaseChanges changes;
    private final InstantSource clock;
    private final EndedLeases ended = new EndedLeases();
    private final List<Object> locks = Stream.generate(Object::new).limit(STRIPES).toList();
    private volatile PeerNodes nodes = PeerNodes.NONE;
    private final AtomicLong toldAt = new AtomicLong();

    LeaseStore(Leases leases, LeaseChanges changes, InstantSource clock) {
        this.leases = leases;
        this.changes = changes;
        this.clock = clock;
    }

    /** Sets the other nodes, which are told of changes from now on. */
    void join(PeerNodes others) {
        nodes = others;
    }

    PeerNodes nodes() {
        return nodes;
    }

    /** Returns the name of this node; empty when it is alone. */
    String node() {
        return nodes.self();
    }

    String nodeOf(Source source) {
        return source.peer() && !source.node().isEmpty() ? source.node() : node();
    }

    long now() {
        return clock.millis();
    }

    Leases leases() {
        return leases;
    }

    Object lock(LeaseKey key) {
        return locks.get(Math.floorMod(key.hashCode(), STRIPES));
    }

    void put(Lease lease) {
        ended.forget(lease.key());
        leases.put(lease, now());
    }

    /** Reports the state of a live lease to the writer. */
    void tell(Lease lease) {
        changes.offer(change(lease, null, false));
    }

    /**
     * Ends a lease and returns whether there was one.
     *
     * @param reason for the directory, where this node is the one that writes it
     */
    boolean end(LeaseKey key, Source source, String reason) {
        synchronized (lock(key)) {
            Lease lease = leases.get(key);
            if (lease == null) {
                return false;
            }
            remove(lease, false);
            if (!source.peer()) {
                tellEnd(lease, reason, false);
            }
            return true;
        }
    }

    void expire(Lease lease, String why) {
        remove(lease, true);
        tellEnd(lease, "Its lease expired: no renewal for " + lease.seconds() + " s, and " + why, true);
    }

    /** Returns what becomes of a lease that another node holds and this one does not. */
    MergeResult mergeResult(LeaseKey key, long dirty) {
        return ended.mergeResult(key, dirty);
    }

    /** Forgets that it ended here. */
    void forgetEnd(LeaseKey key) {
        ended.forget(key);
    }

    LeaseChange change(Lease lease, @Nullable String endReason, boolean expired) {
        // Also when the clock is set back, a later change must not look as if it came late.
        long at = toldAt.accumulateAndGet(now(), Math::max);
        InstanceInfo told = endReason == null ? lease.info() : LeaseFactory.tombstone(lease.info());
        return new LeaseChange(lease.key().app(), lease.key().id(), told, endReason, at, lease.node(), expired);
    }

    private void remove(Lease lease, boolean expired) {
        leases.remove(lease.key(), now());
        ended.add(lease.key(), LeaseFactory.dirty(lease.info()), expired, now());
    }

    private void tellEnd(Lease lease, String reason, boolean expired) {
        changes.offer(change(lease, reason, expired));
        nodes.ended(lease.info(), expired);
    }
}
