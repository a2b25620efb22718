package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.ActionType;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What happens to leases. A renewal sets one lease's clock and takes no lock; a lease ends after its duration; a cancel, a
 * status override and its removal are each one change, and the changes of one lease are told in the order in which they
 * happened. A lease belongs to the node that its client talks to: that node lets it end, writes its changes and tells the
 * others, who follow. Nothing here waits for the database or for another node.
 */
@Component
public class LeaseRegistry {

    /** In the metadata of a lease that was brought back after a restart, until its first renewal. */
    public static final String RESTORED = "polis-restored";

    private static final String CANCELLED = "Its lease was cancelled.";
    private static final int STRIPES = 256;

    private final Leases leases;
    private final LeaseChanges changes;
    private final InstantSource clock;
    private final EndedLeases ended = new EndedLeases();
    private final List<Object> locks = Stream.generate(Object::new).limit(STRIPES).toList();
    private volatile Neighbours neighbours = Neighbours.NONE;

    LeaseRegistry(Leases leases, LeaseChanges changes, InstantSource clock) {
        this.leases = leases;
        this.changes = changes;
        this.clock = clock;
    }

    /** From now on the others are told, and asked. */
    public void join(Neighbours others) {
        neighbours = others;
    }

    /** The name of this node; empty when it is alone. */
    public String node() {
        return neighbours.self();
    }

    /** How a renewal was answered. */
    enum Renewal {
        RENEWED, UNKNOWN, OUTDATED
    }

    /**
     * Registers, or replaces what was registered; an override stays. What is older than what is held only renews.
     *
     * @param sent becomes the registry's: the caller must not change it any more
     */
    public void register(InstanceInfo sent, Source source) {
        Registering.complete(sent, clock.millis());
        LeaseKey key = key(sent);
        synchronized (lock(key)) {
            HeldLease held = leases.get(key);
            if (held != null && !held.restored() && Registering.dirty(held.info()) > Registering.dirty(sent)) {
                held.renew(clock.millis());
                return;
            }
            HeldLease lease = Registering.lease(key, sent, held, source.peer(), nodeOf(source), clock.millis());
            hold(lease);
            if (!source.peer()) {
                tell(lease);
                neighbours.registered(lease.info());
            }
        }
    }

    /** Brings a lease back after a restart, fresh and marked as such; one that is there already is newer. */
    public void restore(InstanceInfo info, @Nullable String node) {
        LeaseKey key = key(info);
        synchronized (lock(key)) {
            if (leases.get(key) == null) {
                hold(Registering.restored(key, info, node == null ? neighbours.self() : node, clock.millis()));
            }
        }
    }

    /** Takes over what another node holds, if that is newer than what this one knows. */
    public Absorbed absorb(InstanceInfo theirs, String node) {
        Registering.complete(theirs, clock.millis());
        LeaseKey key = key(theirs);
        synchronized (lock(key)) {
            HeldLease held = leases.get(key);
            Absorbed verdict = held == null ? ended.verdict(key, Registering.dirty(theirs)) : Absorbed.TAKEN;
            if (verdict == Absorbed.TAKEN && (held == null || Registering.newer(theirs, held))) {
                hold(Registering.absorbed(key, theirs, held, node, clock.millis()));
            }
            return verdict;
        }
    }

    /** Takes back what expired here but is renewed at another node. */
    public void reinstate(InstanceInfo theirs, String node) {
        ended.forget(key(theirs));
        absorb(theirs, node);
    }

    /**
     * The hot path.
     *
     * @param app in upper case
     * @param dirty when the client says that it changed last; 0 where it does not say
     */
    Renewal renew(String app, String id, long dirty, Source source) {
        HeldLease lease = leases.get(app, id);
        if (lease == null) {
            return Renewal.UNKNOWN;
        }
        if (lease.restored()) {
            lease = confirm(lease);
        }
        lease.renew(clock.millis());
        String node = nodeOf(source);
        if (!node.equals(lease.node())) {
            move(lease, node, source);
        }
        long known = Registering.dirty(lease.info());
        if (dirty > known || (lease.info().getStatus() == InstanceStatus.UNKNOWN && lease.said() == null)) {
            return Renewal.UNKNOWN;
        }
        return dirty != 0 && dirty < known ? Renewal.OUTDATED : Renewal.RENEWED;
    }

    /** Says whether there was such a lease. */
    public boolean cancel(String app, String id, Source source) {
        return end(new LeaseKey(app, id), source, CANCELLED);
    }

    /** Another node let it expire: whoever has heard of it since keeps it, and answers with what it has. */
    @Nullable
    InstanceInfo expiredElsewhere(String app, String id, Source source) {
        LeaseKey key = new LeaseKey(app, id);
        synchronized (lock(key)) {
            HeldLease lease = leases.get(key);
            if (lease != null && lease.node().equals(neighbours.self()) && !lease.expired(clock.millis())) {
                return lease.info();
            }
            end(key, source, CANCELLED);
            return null;
        }
    }

    /** Puts a status over the client's own until that is taken away again. Says whether there is such a lease. */
    public boolean override(String app, String id, InstanceStatus status, Source source) {
        return change(new LeaseKey(app, id), lease -> {
            if (lease.info().getStatus() != status) {
                var info = Registering.changed(lease.info(), status, status, clock.millis());
                replace(lease, info, source);
                tellNeighbours(source, others -> others.overridden(info, status));
            }
        });
    }

    /**
     * The client's own status counts again.
     *
     * @param otherwise what counts where that is not known; the client is then asked to register anew at its next renewal
     */
    public boolean removeOverride(String app, String id, @Nullable InstanceStatus otherwise, Source source) {
        return change(new LeaseKey(app, id), lease -> {
            if (lease.info().getOverriddenStatus() != InstanceStatus.UNKNOWN) {
                InstanceStatus own = otherwise != null
                        ? otherwise
                        : lease.said() != null ? lease.said() : InstanceStatus.UNKNOWN;
                var info = Registering.changed(lease.info(), own, InstanceStatus.UNKNOWN, clock.millis());
                replace(lease, info, source);
                tellNeighbours(source, others -> others.overrideRemoved(info));
            }
        });
    }

    /** Adds to the metadata of an instance. Says whether there is such a lease. */
    boolean describe(String app, String id, Map<String, String> more) {
        return change(new LeaseKey(app, id), lease -> {
            var info = Registering.described(lease.info(), more, clock.millis());
            replace(lease, info, Source.CLIENT);
            neighbours.registered(info);
        });
    }

    /** Ends what expired, as far as that is this node's business. */
    void evict() {
        long now = clock.millis();
        for (HeldLease lease : leases.expired(now)) {
            if (!neighbours.mayEnd(lease.node())) {
                continue;
            }
            synchronized (lock(lease.key())) {
                if (leases.get(lease.key()) == lease && lease.expired(now)) {
                    leases.remove(lease.key(), now);
                    String reason = "Its lease expired: no renewal for " + lease.seconds() + " s.";
                    ended.add(lease.key(), Registering.dirty(lease.info()), true, now);
                    changes.offer(change(lease, reason, true));
                    neighbours.ended(lease.info(), true);
                }
            }
        }
        leases.forget(now);
    }

    /** Ends what another node held for its own and does not know any more, unless something was heard of it since. */
    public void dropMissing(String app, String id, String node, long unheardSince) {
        LeaseKey key = new LeaseKey(app, id);
        synchronized (lock(key)) {
            HeldLease lease = leases.get(key);
            if (lease != null && lease.node().equals(node) && lease.renewedAt() < unheardSince) {
                leases.remove(key, clock.millis());
            }
        }
    }

    /** Tells the state of a live lease once more, for a reader that has changed its mind about the instance. */
    public void repeat(String app, String id) {
        change(new LeaseKey(app, id), this::tell);
    }

    /** Takes the registrations of those whose clients speak to this node: of several nodes exactly one hears each client. */
    public void eachHeardHere(Consumer<InstanceInfo> taker) {
        leases.each(lease -> {
            if (!lease.restored() && lease.node().equals(neighbours.self())) {
                taker.accept(lease.info());
            }
        });
    }

    /** All live leases that are this node's to tell of, for a reader that has missed changes. */
    public List<LeaseChange> snapshot() {
        var all = new ArrayList<LeaseChange>(leases.size());
        leases.each(lease -> {
            if (lease.node().equals(neighbours.self())) {
                all.add(change(lease, null, false));
            }
        });
        return all;
    }

    private boolean end(LeaseKey key, Source source, String reason) {
        synchronized (lock(key)) {
            HeldLease lease = leases.get(key);
            if (lease == null) {
                return false;
            }
            leases.remove(key, clock.millis());
            ended.add(key, Registering.dirty(lease.info()), false, clock.millis());
            if (!source.peer()) {
                changes.offer(change(lease, reason, false));
                neighbours.ended(lease.info(), false);
            }
            return true;
        }
    }

    private HeldLease confirm(HeldLease lease) {
        synchronized (lock(lease.key())) {
            HeldLease held = leases.get(lease.key());
            if (held == null || !held.restored()) {
                return held == null ? lease : held;
            }
            HeldLease confirmed = Registering.confirmed(held);
            hold(confirmed);
            return confirmed;
        }
    }

    /** Its client talks to another node now. Where that is this one, it is this one's from here on, and written as such. */
    private void move(HeldLease lease, String node, Source source) {
        synchronized (lock(lease.key())) {
            lease.movedTo(node);
            if (!source.peer() && leases.get(lease.key()) == lease) {
                tell(lease);
            }
        }
    }

    private boolean change(LeaseKey key, Consumer<HeldLease> step) {
        synchronized (lock(key)) {
            HeldLease lease = leases.get(key);
            if (lease != null) {
                step.accept(lease);
            }
            return lease != null;
        }
    }

    private void replace(HeldLease lease, InstanceInfo info, Source source) {
        info.setActionType(ActionType.MODIFIED);
        HeldLease changed = lease.with(info, lease.terms());
        hold(changed);
        if (!source.peer()) {
            tell(changed);
        }
    }

    private void hold(HeldLease lease) {
        ended.forget(lease.key());
        leases.put(lease, clock.millis());
    }

    private void tell(HeldLease lease) {
        changes.offer(change(lease, null, false));
    }

    private LeaseChange change(HeldLease lease, @Nullable String endReason, boolean expired) {
        return new LeaseChange(lease.key().app(), lease.key().id(), lease.info(), endReason, clock.millis(),
                lease.node(), expired);
    }

    private void tellNeighbours(Source source, Consumer<Neighbours> news) {
        if (!source.peer()) {
            news.accept(neighbours);
        }
    }

    private String nodeOf(Source source) {
        return source.peer() && !source.node().isEmpty() ? source.node() : neighbours.self();
    }

    private static LeaseKey key(InstanceInfo info) {
        return new LeaseKey(info.getAppName(), info.getId());
    }

    private Object lock(LeaseKey key) {
        return locks.get(Math.floorMod(key.hashCode(), STRIPES));
    }
}
