package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What becomes of leases by what other nodes and the database know of them. */
@Component
public class PeerLeases {

    private final LeaseBook book;
    private final Leases leases;

    PeerLeases(LeaseBook book) {
        this.book = book;
        this.leases = book.leases();
    }

    /** From now on the other nodes are told, and asked. */
    public void join(Neighbours others) {
        book.join(others);
    }

    /** Brings a lease back after a restart, fresh and marked as such; one that is there already is newer. */
    public void restore(InstanceInfo info, @Nullable String node) {
        LeaseKey key = LeaseBook.key(info);
        synchronized (book.lock(key)) {
            if (leases.get(key) == null) {
                book.hold(Registering.restored(key, info, node == null ? book.node() : node, book.now()));
            }
        }
    }

    /** Takes over what another node holds, if that is newer than what this one knows. */
    public Absorbed absorb(InstanceInfo theirs, String node) {
        Registering.complete(theirs, book.now());
        LeaseKey key = LeaseBook.key(theirs);
        synchronized (book.lock(key)) {
            HeldLease held = leases.get(key);
            Absorbed verdict = held == null ? book.verdict(key, Registering.dirty(theirs)) : Absorbed.TAKEN;
            if (verdict == Absorbed.TAKEN && (held == null || Registering.newer(theirs, held))) {
                book.hold(Registering.absorbed(key, theirs, held, node, book.now()));
            }
            return verdict;
        }
    }

    /** Takes back what expired here but is renewed at another node. */
    public void reinstate(InstanceInfo theirs, String node) {
        book.forgetEnd(LeaseBook.key(theirs));
        absorb(theirs, node);
    }

    /**
     * Another node let it expire: whoever has heard of it since keeps it, and answers with what it has. That this node
     * stood still meanwhile is no reason to keep it: the other one was listening.
     */
    @Nullable
    InstanceInfo expiredElsewhere(String app, String id, Source source) {
        LeaseKey key = new LeaseKey(app, id);
        synchronized (book.lock(key)) {
            HeldLease lease = leases.get(key);
            if (lease != null && lease.node().equals(book.node()) && !lease.unheard(book.now())) {
                return lease.info();
            }
            book.end(key, source, LeaseRegistry.CANCELLED);
            return null;
        }
    }

    /** Ends what another node held for its own and does not know any more, unless something was heard of it since. */
    public void dropMissing(String app, String id, String node, long unheardSince) {
        LeaseKey key = new LeaseKey(app, id);
        synchronized (book.lock(key)) {
            HeldLease lease = leases.get(key);
            if (lease != null && lease.node().equals(node) && lease.renewedAt() < unheardSince) {
                leases.remove(key, book.now());
            }
        }
    }
}
