package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import com.netflix.appinfo.LeaseInfo;
import java.time.InstantSource;
import java.util.Map;

/** A registry of leases without a server around it. */
public final class LeaseFixture {

    private final Leases leases = new Leases();
    private final LeaseStore store;
    private final LeaseRegistry registry;

    public LeaseFixture(InstantSource clock) {
        store = new LeaseStore(leases, new LeaseChanges(new LeaseSettings(10_000), Bounds.ROOMY), clock);
        registry = new LeaseRegistry(store);
    }

    public Leases leases() {
        return leases;
    }

    public LeaseRegistry registry() {
        return registry;
    }

    public LeaseReplication replication() {
        return new LeaseReplication(store);
    }

    public ReplicationView replicationView() {
        return new ReplicationView(leases);
    }

    public void register(String id, int seconds) {
        registry.register(info(id, seconds, 1), Source.CLIENT);
    }

    /** At another address than all others. */
    public void register(String id, int seconds, int port) {
        InstanceInfo info = info(id, seconds, 1);
        registry.register(new InstanceInfo.Builder(info).setPort(port).build(), Source.CLIENT);
    }

    /** As one that was written before a restart. */
    public void restore(String id, int seconds) {
        replication().restore(info(id, seconds, 1), null);
    }

    /** Returns whether it is known. */
    public boolean renew(String id) {
        return registry.renew("CART", id, 0, Source.CLIENT) == LeaseRegistry.Renewal.RENEWED;
    }

    /** Null where it does not live. */
    public LeaseView find(String id) {
        return leases.find("CART", id);
    }

    public int size() {
        return leases.size();
    }

    static void expireAll(LeaseRegistry registry) {
        registry.lapsed().forEach(lapse -> registry.expire(lapse, "it is gone."));
    }

    public static InstanceInfo info(String id, int seconds, long dirty) {
        return InstanceInfo.Builder.newBuilder().setAppName("CART").setInstanceId(id).setHostName("localhost")
                .setIPAddr("127.0.0.1").setVIPAddress("cart").setPort(8080).setStatus(InstanceStatus.UP)
                .setLastDirtyTimestamp(dirty).setMetadata(Map.of("version", "1.0.0"))
                .setLeaseInfo(
                        LeaseInfo.Builder.newBuilder().setDurationInSecs(seconds).setRenewalIntervalInSecs(30).build())
                .build();
    }
}
