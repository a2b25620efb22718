package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.ActionType;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The operations on leases. A renewal sets one lease's clock and takes no lock; a lease ends after its duration; a
 * cancel, a status override and its removal are each one change, and the changes of one lease are reported in the order
 * in which they happened. A lease belongs to the node that its client talks to: that node lets it end, writes its
 * changes and tells the others, who follow. Nothing here waits for the database or for another node.
 */
@Component
public class LeaseRegistry {

    private final LeaseStore store;
    private final Leases leases;

    LeaseRegistry(LeaseStore store) {
        this.store = store;
        this.leases = store.leases();
    }

    /** Returns the name of this node; empty when it is alone. */
    public String node() {
        return store.node();
    }

    /** How a renewal was answered. */
    public enum Renewal {
        RENEWED, UNKNOWN, OUTDATED
    }

    /**
     * Registers, or replaces what was registered; an override stays. A registration older than the held one only
     * renews.
     *
     * @param sent becomes the registry's: the caller must not change it any more
     */
    public void register(InstanceInfo sent, Source source) {
        LeaseFactory.complete(sent, store.now());
        LeaseKey key = LeaseKey.of(sent);
        synchronized (store.lock(key)) {
            Lease held = leases.get(key);
            if (held != null && !held.restored() && LeaseFactory.dirty(held.info()) > LeaseFactory.dirty(sent)) {
                held.renew(store.now());
                return;
            }
            Lease lease = LeaseFactory.lease(key, sent, held, source.peer(), store.nodeOf(source), store.now());
            store.put(lease);
            if (!source.peer()) {
                store.tell(lease);
                store.nodes().registered(lease.info());
            }
        }
    }

    /**
     * Renews a lease: the hot path.
     *
     * @param app in upper case
     * @param dirty when the client says that it changed last; 0 where it does not say
     */
    public Renewal renew(String app, String id, long dirty, Source source) {
        Lease lease = leases.get(app, id);
        if (lease == null) {
            return Renewal.UNKNOWN;
        }
        if (lease.restored()) {
            lease = confirm(lease);
        }
        lease.renew(store.now());
        String node = store.nodeOf(source);
        if (!node.equals(lease.node())) {
            move(lease, node, source);
        }
        long known = LeaseFactory.dirty(lease.info());
        if (dirty > known || (lease.info().getStatus() == InstanceStatus.UNKNOWN && lease.said() == null)) {
            return Renewal.UNKNOWN;
        }
        return dirty != 0 && dirty < known ? Renewal.OUTDATED : Renewal.RENEWED;
    }

    /** Ends a lease and returns whether there was one. */
    public boolean cancel(String app, String id, Source source) {
        return store.end(new LeaseKey(app, id), source, LeaseStore.CANCELLED);
    }

    /** Puts a status over the client's own until it is removed again; returns whether there is such a lease. */
    public boolean override(String app, String id, InstanceStatus status, Source source) {
        return change(new LeaseKey(app, id), lease -> {
            if (lease.info().getStatus() != status) {
                var info = LeaseFactory.changed(lease.info(), status, status, store.now());
                replace(lease, info, source);
                tellNodes(source, others -> others.overridden(info, status));
            }
        });
    }

    /**
     * Removes an override, so that the client's own status counts again; returns whether there is such a lease.
     *
     * @param otherwise what counts where that is not known; the client is then asked to register anew at its next
     *                  renewal
     */
    public boolean removeOverride(String app, String id, @Nullable InstanceStatus otherwise, Source source) {
        return change(new LeaseKey(app, id), lease -> {
            if (lease.info().getOverriddenStatus() != InstanceStatus.UNKNOWN) {
                InstanceStatus own = otherwise != null
                        ? otherwise
                        : lease.said() != null ? lease.said() : InstanceStatus.UNKNOWN;
                var info = LeaseFactory.changed(lease.info(), own, InstanceStatus.UNKNOWN, store.now());
                replace(lease, info, source);
                tellNodes(source, others -> others.overrideRemoved(info));
            }
        });
    }

    /** Adds to the metadata of an instance; returns whether there is such a lease. */
    public boolean describe(String app, String id, Map<String, String> more) {
        return change(new LeaseKey(app, id), lease -> {
            var info = LeaseFactory.described(lease.info(), more, store.now());
            replace(lease, info, Source.CLIENT);
            store.nodes().registered(info);
        });
    }

    /** Returns what a lease would take of the heap with more in its metadata, in bytes. */
    public long weightWith(Lease lease, Map<String, String> more) {
        return Weight.of(LeaseFactory.described(lease.info(), more, 0));
    }

    /** Returns the lapsed leases that this node may end. */
    public List<LapsedLease> lapsed() {
        return leases.unheard(store.now()).stream().filter(lease -> store.nodes().mayEnd(lease.node()))
                .map(LapsedLease::of).toList();
    }

    /** Returns how many leases have clients that talk to this node. */
    public int kept() {
        var count = new AtomicInteger();
        leases.each(lease -> {
            if (lease.node().equals(store.node())) {
                count.incrementAndGet();
            }
        });
        return count.get();
    }

    /** Marks a lease that lapsed until it is renewed. */
    public void suspect(LapsedLease lapse) {
        Lease lease = leases.get(lapse.key());
        if (lease != null) {
            lease.suspect(store.now());
        }
    }

    /**
     * Ends a lease that lapsed, unless it was renewed meanwhile. Returns whether it ended.
     *
     * @param why completes "no renewal for 30 s, and …"
     */
    public boolean expire(LapsedLease lapse, String why) {
        synchronized (store.lock(lapse.key())) {
            Lease lease = leases.get(lapse.key());
            if (lease == null || lease.renewedAt() != lapse.renewedAt()) {
                return false;
            }
            store.expire(lease, why);
            return true;
        }
    }

    /** Returns who registered last at each address, of those that renew. */
    public AddressOwners addressOwners() {
        var owners = new AddressOwners();
        long now = store.now();
        leases.each(lease -> {
            if (!lease.restored() && !lease.unheard(now)) {
                owners.add(lease.key(), lease.info());
            }
        });
        return owners;
    }

    /** Starts the duration of restored leases: clients can renew from now on. */
    public void listening() {
        long now = store.now();
        leases.each(lease -> {
            if (lease.restored()) {
                lease.renew(now);
            }
        });
    }

    /** Takes no renewal to be later than now, after the clock was set back. */
    public void clockSetBack() {
        long now = store.now();
        leases.each(lease -> lease.renewedBy(now));
    }

    /** Reports the state of a live lease again, for a reader that has changed what it knows of the instance. */
    public void repeat(String app, String id) {
        change(new LeaseKey(app, id), store::tell);
    }

    /**
     * Passes on the registrations whose clients talk to this node; of several nodes that is exactly one for each
     * client.
     */
    public void eachOwn(Consumer<InstanceInfo> taker) {
        leases.each(lease -> {
            if (!lease.restored() && lease.node().equals(store.node())) {
                taker.accept(lease.info());
            }
        });
    }

    /** Returns all live leases that this node reports, for a reader that has missed changes. */
    public List<LeaseChange> snapshot() {
        var all = new ArrayList<LeaseChange>(leases.size());
        leases.each(lease -> {
            if (lease.node().equals(store.node())) {
                all.add(store.change(lease, null, false));
            }
        });
        return all;
    }

    private Lease confirm(Lease lease) {
        synchronized (store.lock(lease.key())) {
            Lease held = leases.get(lease.key());
            if (held == null || !held.restored()) {
                return held == null ? lease : held;
            }
            Lease confirmed = LeaseFactory.confirmed(held);
            store.put(confirmed);
            return confirmed;
        }
    }

    /**
     * Moves a lease to the node that its client talks to now. Where that is this one, it reports the lease from here
     * on.
     */
    private void move(Lease lease, String node, Source source) {
        synchronized (store.lock(lease.key())) {
            lease.movedTo(node);
            if (!source.peer() && leases.get(lease.key()) == lease) {
                store.tell(lease);
            }
        }
    }

    private boolean change(LeaseKey key, Consumer<Lease> step) {
        synchronized (store.lock(key)) {
            Lease lease = leases.get(key);
            if (lease != null) {
                step.accept(lease);
            }
            return lease != null;
        }
    }

    private void replace(Lease lease, InstanceInfo info, Source source) {
        info.setActionType(ActionType.MODIFIED);
        Lease changed = lease.with(info, lease.terms());
        store.put(changed);
        if (!source.peer()) {
            store.tell(changed);
        }
    }

    private void tellNodes(Source source, Consumer<PeerNodes> news) {
        if (!source.peer()) {
            news.accept(store.nodes());
        }
    }
}
