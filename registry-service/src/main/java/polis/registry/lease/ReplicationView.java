package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads leases as other nodes need them. */
@Component
public class ReplicationView {

    private final Leases leases;

    ReplicationView(Leases leases) {
        this.leases = leases;
    }

    /** The leases that are kept with a node and were renewed since then. */
    public List<InstanceInfo> renewedSince(long millis, String node) {
        var renewed = new ArrayList<InstanceInfo>();
        leases.each(lease -> {
            if (lease.renewedAt() >= millis && lease.node().equals(node)) {
                renewed.add(lease.info());
            }
        });
        return renewed;
    }

    /** The leases that are kept with a node. */
    public List<LeaseKey> keptWith(String node) {
        var kept = new ArrayList<LeaseKey>();
        leases.each(lease -> {
            if (lease.node().equals(node)) {
                kept.add(lease.key());
            }
        });
        return kept;
    }

    /** Returns the registration of a lease. */
    public Optional<InstanceInfo> find(String app, String id) {
        return Optional.ofNullable(leases.get(new LeaseKey(app, id))).map(Lease::info);
    }

    /** Returns a digest: nodes with the same one hold the same leases with the same states and overrides. */
    public long digest() {
        var sum = new long[1];
        leases.each(lease -> sum[0] += digest(lease));
        return sum[0];
    }

    private static long digest(Lease lease) {
        InstanceInfo info = lease.info();
        long mix = lease.key().app().hashCode() * 31L + lease.key().id().hashCode();
        mix = (mix * 0x9E3779B97F4A7C15L) ^ LeaseFactory.dirty(info);
        mix = mix * 31 + info.getStatus().name().hashCode();
        mix = mix * 31 + info.getOverriddenStatus().name().hashCode();
        return (mix ^ (mix >>> 32)) * 0xBF58476D1CE4E5B9L;
    }
}
