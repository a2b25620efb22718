package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;

/**
 * A lease that nobody renewed for its duration.
 *
 * @param millis how long it lasts without a renewal
 * @param renewedAt when it was renewed last: a later renewal ends the lapse
 */
public record LapsedLease(LeaseKey key, InstanceInfo info, long millis, long renewedAt) {

    static LapsedLease of(Lease lease) {
        return new LapsedLease(lease.key(), lease.info(), lease.seconds() * 1000L, lease.renewedAt());
    }
}
