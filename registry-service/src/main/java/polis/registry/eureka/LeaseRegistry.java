package polis.registry.eureka;

import com.netflix.appinfo.ApplicationInfoManager;
import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import com.netflix.discovery.EurekaClient;
import com.netflix.discovery.EurekaClientConfig;
import com.netflix.eureka.EurekaServerConfig;
import com.netflix.eureka.registry.PeerAwareInstanceRegistryImpl;
import com.netflix.eureka.resources.ServerCodecs;
import com.netflix.eureka.transport.EurekaServerHttpClientFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Eureka's registry with its leases mended: a renewal touches one lease instead of rebuilding its application, a lease ends
 * after its duration and not after two, a cancel and a status override are each one change, and changes of one lease are told
 * in the order in which they happened. Nothing here waits for the database.
 */
public class LeaseRegistry extends PeerAwareInstanceRegistryImpl {

    /** In the metadata of a lease that was brought back after a restart, until its first renewal. */
    public static final String RESTORED = "polis-restored";

    private static final int USUAL_SECONDS = 90;
    private static final int MOST_SECONDS = 86_400;
    private static final int STRIPES = 256;

    private final Leases leases;
    private final LeaseChanges changes;
    private final InstantSource clock;
    private final List<Object> locks;

    LeaseRegistry(EurekaServerConfig serverConfig, EurekaClientConfig clientConfig, ServerCodecs serverCodecs,
            EurekaClient eurekaClient,
            EurekaServerHttpClientFactory clients, Leases leases, LeaseChanges changes, InstantSource clock) {
        super(serverConfig, clientConfig, serverCodecs, eurekaClient, clients);
        this.leases = leases;
        this.changes = changes;
        this.clock = clock;
        this.locks = Stream.generate(Object::new).limit(STRIPES).toList();
    }

    @Override
    public void register(InstanceInfo info, boolean isReplication) {
        complete(info);
        synchronized (lock(info)) {
            super.register(info, isReplication);
            registered(info, seconds(info));
        }
    }

    /** The form that copying from a peer at the start calls. */
    @Override
    public void register(InstanceInfo info, int leaseSeconds, boolean isReplication) {
        complete(info);
        synchronized (lock(info)) {
            super.register(info, leaseSeconds, isReplication);
            registered(info, Math.clamp(leaseSeconds, 1, MOST_SECONDS));
        }
    }

    /** Brings a lease back after a restart, fresh and marked as such; one that is there already is newer. */
    public void restore(InstanceInfo info) {
        synchronized (lock(info)) {
            LeaseKey key = new LeaseKey(info.getAppName(), info.getId());
            if (leases.get(key) == null) {
                Map<String, String> metadata = metadata(info);
                metadata.put(RESTORED, "true");
                hold(key, new InstanceInfo.Builder(info).setMetadata(metadata).build(), seconds(info), true);
            }
        }
    }

    @Override
    public boolean renew(String appName, String id, boolean isReplication) {
        LeaseKey key = new LeaseKey(appName, id);
        synchronized (lock(key)) {
            HeldLease lease = leases.get(key);
            if (lease != null && lease.restored()) {
                lease = confirm(lease);
            }
            if (!super.renew(appName, id, isReplication)) {
                return false;
            }
            if (lease != null) {
                lease.renew(clock.millis());
            }
            return true;
        }
    }

    @Override
    protected boolean internalCancel(String appName, String id, boolean isReplication) {
        return end(new LeaseKey(appName, id), isReplication, "Its lease was cancelled.");
    }

    @Override
    public boolean statusUpdate(String appName, String id, InstanceStatus status, @Nullable String lastDirtyTimestamp,
            boolean isReplication) {
        LeaseKey key = new LeaseKey(appName, id);
        synchronized (lock(key)) {
            boolean updated = super.statusUpdate(appName, id, status, lastDirtyTimestamp, isReplication);
            return updated && touched(key);
        }
    }

    @Override
    public boolean deleteStatusOverride(String appName, String id, InstanceStatus status,
            @Nullable String lastDirtyTimestamp,
            boolean isReplication) {
        LeaseKey key = new LeaseKey(appName, id);
        synchronized (lock(key)) {
            boolean updated = super.deleteStatusOverride(appName, id, status, lastDirtyTimestamp, isReplication);
            return updated && touched(key);
        }
    }

    @Override
    public void evict(long additionalLeaseMillis) {
        if (!isLeaseExpirationEnabled()) {
            return;
        }
        long now = clock.millis() - additionalLeaseMillis;
        for (HeldLease lease : leases.expired(now)) {
            synchronized (lock(lease.key())) {
                if (leases.get(lease.key()) == lease && lease.expired(now)) {
                    end(lease.key(), false, "Its lease expired: no renewal for " + lease.seconds() + " s.");
                }
            }
        }
    }

    /** Tells the state of a live lease once more, for a reader that has changed its mind about the instance. */
    public void repeat(String appName, String id) {
        LeaseKey key = new LeaseKey(appName, id);
        synchronized (lock(key)) {
            HeldLease lease = leases.get(key);
            if (lease != null) {
                tell(lease, null);
            }
        }
    }

    /** All live leases, for a reader that has missed changes. */
    public List<LeaseChange> snapshot() {
        return leases.all().stream().map(lease -> change(lease, null)).toList();
    }

    /** A city's directory answers always, also when no peer gave it anything to start with. */
    @Override
    public boolean shouldAllowAccess(boolean remoteRegionRequired) {
        return true;
    }

    @Override
    public void openForTraffic(ApplicationInfoManager applicationInfoManager, int count) {
        super.openForTraffic(applicationInfoManager, Math.max(1, count));
    }

    private void registered(InstanceInfo info, int seconds) {
        LeaseKey key = new LeaseKey(info.getAppName(), info.getId());
        // Eureka keeps its own registration when that is newer than what came.
        InstanceInfo kept = getInstanceByAppAndId(info.getAppName(), info.getId(), false);
        var lease = new HeldLease(key, kept == null ? info : kept, seconds, false, clock.millis());
        leases.put(lease);
        tell(lease, null);
    }

    private HeldLease hold(LeaseKey key, InstanceInfo info, int seconds, boolean restored) {
        super.register(info, seconds, false);
        var lease = new HeldLease(key, info, seconds, restored, clock.millis());
        leases.put(lease);
        return lease;
    }

    private HeldLease confirm(HeldLease restored) {
        Map<String, String> metadata = metadata(restored.info());
        metadata.remove(RESTORED);
        var info = new InstanceInfo.Builder(new InstanceInfo(restored.info())).setMetadata(metadata).build();
        return hold(restored.key(), info, restored.seconds(), false);
    }

    private boolean end(LeaseKey key, boolean isReplication, String reason) {
        synchronized (lock(key)) {
            boolean cancelled = super.internalCancel(key.app(), key.id(), isReplication);
            HeldLease lease = leases.get(key);
            leases.remove(key);
            if (cancelled && lease != null) {
                tell(lease, reason);
            }
            return cancelled;
        }
    }

    private boolean touched(LeaseKey key) {
        HeldLease lease = leases.get(key);
        if (lease != null) {
            lease.renew(clock.millis());
            tell(lease, null);
        }
        return true;
    }

    private void tell(HeldLease lease, @Nullable String endReason) {
        changes.offer(change(lease, endReason));
    }

    private static LeaseChange change(HeldLease lease, @Nullable String endReason) {
        return new LeaseChange(lease.key().app(), lease.key().id(), new InstanceInfo(lease.info()), endReason);
    }

    /** Clients that leave out what stock clients send must not upset what compares and counts it. */
    private void complete(InstanceInfo info) {
        if (info.getLastDirtyTimestamp() == null) {
            info.setLastDirtyTimestamp(clock.millis());
        }
        if (info.getStatus() == null) {
            info.setStatusWithoutDirty(InstanceStatus.UNKNOWN);
        }
    }

    private static Map<String, String> metadata(InstanceInfo info) {
        var copy = new ConcurrentHashMap<String, String>();
        if (info.getMetadata() != null) {
            info.getMetadata().forEach((key, value) -> {
                if (key != null && value != null) {
                    copy.put(key, value);
                }
            });
        }
        return copy;
    }

    private static int seconds(InstanceInfo info) {
        int stated = info.getLeaseInfo() == null ? 0 : info.getLeaseInfo().getDurationInSecs();
        return stated <= 0 ? USUAL_SECONDS : Math.min(stated, MOST_SECONDS);
    }

    private Object lock(InstanceInfo info) {
        return lock(new LeaseKey(info.getAppName(), info.getId()));
    }

    private Object lock(LeaseKey key) {
        return locks.get(Math.floorMod(key.hashCode(), STRIPES));
    }
}
