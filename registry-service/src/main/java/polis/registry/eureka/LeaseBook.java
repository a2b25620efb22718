package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where leases are entered and struck out, with what ended lately and who has to hear of it. Whoever changes a lease
 * holds the lock of its key meanwhile, so that the changes of one lease are told in the order in which they happened.
 */
@Component
class LeaseBook {

    private static final int STRIPES = 256;

    private final Leases leases;
    private final LeaseChanges changes;
    private final InstantSource clock;
    private final EndedLeases ended = new EndedLeases();
    private final List<Object> locks = Stream.generate(Object::new).limit(STRIPES).toList();
    private volatile Neighbours neighbours = Neighbours.NONE;
    private final AtomicLong toldAt = new AtomicLong();

    LeaseBook(Leases leases, LeaseChanges changes, InstantSource clock) {
        this.leases = leases;
        this.changes = changes;
        this.clock = clock;
    }

    /** From now on the others are told, and asked. */
    void join(Neighbours others) {
        neighbours = others;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    /** The name of this node; empty when it is alone. */
    String node() {
        return neighbours.self();
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

    static LeaseKey key(InstanceInfo info) {
        return new LeaseKey(info.getAppName(), info.getId());
    }

    void hold(HeldLease lease) {
        ended.forget(lease.key());
        leases.put(lease, now());
    }

    /** Tells the writer how it is with a live lease. */
    void tell(HeldLease lease) {
        changes.offer(change(lease, null, false));
    }

    /**
     * Says whether there was such a lease.
     *
     * @param reason for the directory, where this node is the one to write it
     */
    boolean end(LeaseKey key, Source source, String reason) {
        synchronized (lock(key)) {
            HeldLease lease = leases.get(key);
            if (lease == null) {
                return false;
            }
            strike(lease, false);
            if (!source.peer()) {
                tellEnd(lease, reason, false);
            }
            return true;
        }
    }

    void expire(HeldLease lease, String why) {
        strike(lease, true);
        tellEnd(lease, "Its lease expired: no renewal for " + lease.seconds() + " s, and " + why, true);
    }

    /** What is to be said of a lease that another node holds and this one does not. */
    Absorbed verdict(LeaseKey key, long dirty) {
        return ended.verdict(key, dirty);
    }

    /** As if it had never ended here. */
    void forgetEnd(LeaseKey key) {
        ended.forget(key);
    }

    LeaseChange change(HeldLease lease, @Nullable String endReason, boolean expired) {
        // Also when the clock is set back, what is told later must not look as if it came late.
        long at = toldAt.accumulateAndGet(now(), Math::max);
        InstanceInfo told = endReason == null ? lease.info() : Registering.remains(lease.info());
        return new LeaseChange(lease.key().app(), lease.key().id(), told, endReason, at, lease.node(), expired);
    }

    private void strike(HeldLease lease, boolean expired) {
        leases.remove(lease.key(), now());
        ended.add(lease.key(), Registering.dirty(lease.info()), expired, now());
    }

    private void tellEnd(HeldLease lease, String reason, boolean expired) {
        changes.offer(change(lease, reason, expired));
        neighbours.ended(lease.info(), expired);
    }
}
