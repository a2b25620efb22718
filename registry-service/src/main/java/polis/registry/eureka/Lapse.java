package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;

/**
 * A lease whose clock ran out.
 *
 * @param app in upper case
 * @param millis how long it lasts without a renewal
 * @param renewedAt when it was renewed last: later than that it is no lapse any more
 */
public record Lapse(String app, String id, InstanceInfo info, long millis, long renewedAt) {

    static Lapse of(HeldLease lease) {
        return new Lapse(lease.key().app(), lease.key().id(), lease.info(), lease.seconds() * 1000L, lease.renewedAt());
    }
}
