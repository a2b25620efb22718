package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Merges what other nodes and the database know of leases. */
@Component
public class LeaseReplication {

    private final LeaseStore store;
    private final Leases leases;

    LeaseReplication(LeaseStore store) {
        this.store = store;
        this.leases = store.leases();
    }

    /** Sets the other nodes, which are told of changes from now on. */
    public void join(PeerNodes others) {
        store.join(others);
    }

    /** Restores a lease after a restart, with a fresh duration and a mark; one that is there already is newer. */
    public void restore(InstanceInfo info, @Nullable String node) {
        LeaseKey key = LeaseKey.of(info);
        synchronized (store.lock(key)) {
            if (leases.get(key) == null) {
                store.put(LeaseFactory.restored(key, info, node == null ? store.node() : node, store.now()));
            }
        }
    }

    /** Takes over what another node holds, if that is newer than what this one knows. */
    public MergeResult merge(InstanceInfo theirs, String node) {
        LeaseFactory.complete(theirs, store.now());
        LeaseKey key = LeaseKey.of(theirs);
        synchronized (store.lock(key)) {
            Lease held = leases.get(key);
            MergeResult result = held == null ? store.mergeResult(key, LeaseFactory.dirty(theirs)) : MergeResult.MERGED;
            if (result == MergeResult.MERGED && (held == null || LeaseFactory.newer(theirs, held))) {
                store.put(LeaseFactory.merged(key, theirs, held, node, store.now()));
            }
            return result;
        }
    }

    /** Takes back what expired here but is renewed at another node. */
    public void reinstate(InstanceInfo theirs, String node) {
        store.forgetEnd(LeaseKey.of(theirs));
        merge(theirs, node);
    }

    /**
     * Another node let it expire: whoever has heard of it since keeps it, and answers with what it has. That this node
     * stood still meanwhile is no reason to keep it: the other one was listening.
     */
    public @Nullable InstanceInfo expiredElsewhere(String app, String id, Source source) {
        LeaseKey key = new LeaseKey(app, id);
        synchronized (store.lock(key)) {
            Lease lease = leases.get(key);
            if (lease != null && lease.node().equals(store.node()) && !lease.unheard(store.now())) {
                return lease.info();
            }
            store.end(key, source, LeaseStore.CANCELLED);
            return null;
        }
    }

    /** Ends what another node held for its own and does not know any more, unless something was heard of it since. */
    public void dropMissing(String app, String id, String node, long unheardSince) {
        LeaseKey key = new LeaseKey(app, id);
        synchronized (store.lock(key)) {
            Lease lease = leases.get(key);
            if (lease != null && lease.node().equals(node) && lease.renewedAt() < unheardSince) {
                leases.remove(key, store.now());
            }
        }
    }
}
