package polis.registry.eureka;

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
 * What happens to leases. A renewal sets one lease's clock and takes no lock; a lease ends after its duration; a
 * cancel, a status override and its removal are each one change, and the changes of one lease are told in the order in
 * which they happened. A lease belongs to the node that its client talks to: that node lets it end, writes its changes
 * and tells the others, who follow. Nothing here waits for the database or for another node.
 */
@Component
public class LeaseRegistry {

    /** In the metadata of a lease that was brought back after a restart, until its first renewal. */
    public static final String RESTORED = "polis-restored";

    static final String CANCELLED = "Its lease was cancelled.";

    private final LeaseBook book;
    private final Leases leases;

    LeaseRegistry(LeaseBook book) {
        this.book = book;
        this.leases = book.leases();
    }

    /** The name of this node; empty when it is alone. */
    public String node() {
        return book.node();
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
        Registering.complete(sent, book.now());
        LeaseKey key = LeaseBook.key(sent);
        synchronized (book.lock(key)) {
            HeldLease held = leases.get(key);
            if (held != null && !held.restored() && Registering.dirty(held.info()) > Registering.dirty(sent)) {
                held.renew(book.now());
                return;
            }
            HeldLease lease = Registering.lease(key, sent, held, source.peer(), book.nodeOf(source), book.now());
            book.hold(lease);
            if (!source.peer()) {
                book.tell(lease);
                book.neighbours().registered(lease.info());
            }
        }
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
        lease.renew(book.now());
        String node = book.nodeOf(source);
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
        return book.end(new LeaseKey(app, id), source, CANCELLED);
    }

    /** Puts a status over the client's own until that is taken away again. Says whether there is such a lease. */
    public boolean override(String app, String id, InstanceStatus status, Source source) {
        return change(new LeaseKey(app, id), lease -> {
            if (lease.info().getStatus() != status) {
                var info = Registering.changed(lease.info(), status, status, book.now());
                replace(lease, info, source);
                tellNeighbours(source, others -> others.overridden(info, status));
            }
        });
    }

    /**
     * The client's own status counts again.
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
                var info = Registering.changed(lease.info(), own, InstanceStatus.UNKNOWN, book.now());
                replace(lease, info, source);
                tellNeighbours(source, others -> others.overrideRemoved(info));
            }
        });
    }

    /** Adds to the metadata of an instance. Says whether there is such a lease. */
    boolean describe(String app, String id, Map<String, String> more) {
        return change(new LeaseKey(app, id), lease -> {
            var info = Registering.described(lease.info(), more, book.now());
            replace(lease, info, Source.CLIENT);
            book.neighbours().registered(info);
        });
    }

    /** The leases whose clock ran out, as far as that is this node's business. */
    public List<Lapse> lapsed() {
        return leases.unheard(book.now()).stream().filter(lease -> book.neighbours().mayEnd(lease.node()))
                .map(Lapse::of).toList();
    }

    /** How many leases are this node's to let expire, as far as their clients speak to it. */
    public int kept() {
        var count = new AtomicInteger();
        leases.each(lease -> {
            if (lease.node().equals(book.node())) {
                count.incrementAndGet();
            }
        });
        return count.get();
    }

    /** Marks a lease that lapsed until it is renewed. */
    public void suspect(Lapse lapse) {
        HeldLease lease = leases.get(lapse.app(), lapse.id());
        if (lease != null) {
            lease.suspect(book.now());
        }
    }

    /**
     * Ends a lease that lapsed, unless it was renewed meanwhile. Returns whether it ended.
     *
     * @param why completes "no renewal for 30 s, and …"
     */
    public boolean expire(Lapse lapse, String why) {
        var key = new LeaseKey(lapse.app(), lapse.id());
        synchronized (book.lock(key)) {
            HeldLease lease = leases.get(key);
            if (lease == null || lease.renewedAt() != lapse.renewedAt()) {
                return false;
            }
            book.expire(lease, why);
            return true;
        }
    }

    /** Who registered last at each address, of those that renew. */
    public Tenants tenants() {
        var tenants = new Tenants();
        long now = book.now();
        leases.each(lease -> {
            if (!lease.restored() && !lease.unheard(now)) {
                tenants.add(lease.key(), lease.info());
            }
        });
        return tenants;
    }

    /** From now on clients are heard: the fresh duration of what was brought back begins. */
    public void listening() {
        long now = book.now();
        leases.each(lease -> {
            if (lease.restored()) {
                lease.renew(now);
            }
        });
    }

    /** The clock was set back: no renewal is later than now. */
    public void clockSetBack() {
        long now = book.now();
        leases.each(lease -> lease.renewedBy(now));
    }

    /** Tells the state of a live lease once more, for a reader that has changed its mind about the instance. */
    public void repeat(String app, String id) {
        change(new LeaseKey(app, id), book::tell);
    }

    /**
     * Takes the registrations of those whose clients speak to this node: of several nodes exactly one hears each
     * client.
     */
    public void eachHeardHere(Consumer<InstanceInfo> taker) {
        leases.each(lease -> {
            if (!lease.restored() && lease.node().equals(book.node())) {
                taker.accept(lease.info());
            }
        });
    }

    /** All live leases that are this node's to tell of, for a reader that has missed changes. */
    public List<LeaseChange> snapshot() {
        var all = new ArrayList<LeaseChange>(leases.size());
        leases.each(lease -> {
            if (lease.node().equals(book.node())) {
                all.add(book.change(lease, null, false));
            }
        });
        return all;
    }

    private HeldLease confirm(HeldLease lease) {
        synchronized (book.lock(lease.key())) {
            HeldLease held = leases.get(lease.key());
            if (held == null || !held.restored()) {
                return held == null ? lease : held;
            }
            HeldLease confirmed = Registering.confirmed(held);
            book.hold(confirmed);
            return confirmed;
        }
    }

    /**
     * Its client talks to another node now. Where that is this one, it is this one's from here on, and written as such.
     */
    private void move(HeldLease lease, String node, Source source) {
        synchronized (book.lock(lease.key())) {
            lease.movedTo(node);
            if (!source.peer() && leases.get(lease.key()) == lease) {
                book.tell(lease);
            }
        }
    }

    private boolean change(LeaseKey key, Consumer<HeldLease> step) {
        synchronized (book.lock(key)) {
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
        book.hold(changed);
        if (!source.peer()) {
            book.tell(changed);
        }
    }

    private void tellNeighbours(Source source, Consumer<Neighbours> news) {
        if (!source.peer()) {
            news.accept(book.neighbours());
        }
    }
}
