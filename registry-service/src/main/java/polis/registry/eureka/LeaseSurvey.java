package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The leases as other nodes need to see them. */
@Component
public class LeaseSurvey {

    private final Leases leases;

    LeaseSurvey(Leases leases) {
        this.leases = leases;
    }

    /** A live lease. */
    public record LiveKey(String app, String id) {}

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
    public List<LiveKey> keptWith(String node) {
        var kept = new ArrayList<LiveKey>();
        leases.each(lease -> {
            if (lease.node().equals(node)) {
                kept.add(new LiveKey(lease.key().app(), lease.key().id()));
            }
        });
        return kept;
    }

    /** What is held of a lease. */
    public Optional<InstanceInfo> find(String app, String id) {
        return Optional.ofNullable(leases.get(new LeaseKey(app, id))).map(HeldLease::info);
    }

    /** Nodes with the same digest hold the same leases, as their clients and their overrides say they are. */
    public long digest() {
        var sum = new long[1];
        leases.each(lease -> sum[0] += digest(lease));
        return sum[0];
    }

    private static long digest(HeldLease lease) {
        InstanceInfo info = lease.info();
        long mix = lease.key().app().hashCode() * 31L + lease.key().id().hashCode();
        mix = (mix * 0x9E3779B97F4A7C15L) ^ Registering.dirty(info);
        mix = mix * 31 + info.getStatus().name().hashCode();
        mix = mix * 31 + info.getOverriddenStatus().name().hashCode();
        return (mix ^ (mix >>> 32)) * 0xBF58476D1CE4E5B9L;
    }
}
