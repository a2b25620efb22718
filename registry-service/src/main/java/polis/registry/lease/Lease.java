package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import com.netflix.appinfo.LeaseInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lease and its clock. The registration is never changed, only replaced, under the registry's lock of its key; the
 * clock is set by whoever renews, under no lock.
 */
public final class Lease {

    private final LeaseKey key;
    private final InstanceInfo info;
    private final Terms terms;
    private final Watch watch;
    private final long weight;

    Lease(LeaseKey key, InstanceInfo info, Terms terms, String node, long nowMillis) {
        this(key, info, terms, new Watch(node, nowMillis));
    }

    private Lease(LeaseKey key, InstanceInfo info, Terms terms, Watch watch) {
        this.key = key;
        this.info = info;
        this.terms = terms;
        this.watch = watch;
        this.weight = Weight.of(info);
    }

    /** The same lease with another registration; a renewal of either one counts for both. */
    Lease with(InstanceInfo changed, Terms changedTerms) {
        return new Lease(key, changed, changedTerms, watch);
    }

    /**
     * What is agreed beside the registration.
     *
     * @param restored brought back after a restart and not renewed since
     * @param said what the client says of itself, which an override hides; missing where the lease came from elsewhere
     */
    public record Terms(int seconds, long startedAt, boolean restored, @Nullable InstanceStatus said) {}

    /** What a renewal sets. */
    private static final class Watch {

        private volatile String node;
        private volatile long renewedAt;
        private volatile long suspectedAt;

        private Watch(String node, long renewedAt) {
            this.node = node;
            this.renewedAt = renewedAt;
        }
    }

    public Terms terms() {
        return terms;
    }

    public LeaseKey key() {
        return key;
    }

    public InstanceInfo info() {
        return info;
    }

    /** What it takes of the heap, in bytes. */
    public long weight() {
        return weight;
    }

    int seconds() {
        return terms.seconds();
    }

    boolean restored() {
        return terms.restored();
    }

    @Nullable
    InstanceStatus said() {
        return terms.said();
    }

    /** The node that its client talks to. */
    String node() {
        return watch.node;
    }

    void movedTo(String other) {
        watch.node = other;
    }

    long renewedAt() {
        return watch.renewedAt;
    }

    void renew(long nowMillis) {
        watch.renewedAt = nowMillis;
    }

    /** The clock was set back; no renewal is later than now. */
    void renewedBy(long nowMillis) {
        watch.renewedAt = Math.min(watch.renewedAt, nowMillis);
    }

    /** It lapsed. That marks it until it is renewed. */
    void suspect(long nowMillis) {
        watch.suspectedAt = nowMillis;
    }

    /** Since when it is a suspect; null where it was renewed since. */
    @Nullable
    Instant suspectSince() {
        long at = watch.suspectedAt;
        return at > watch.renewedAt ? Instant.ofEpochMilli(at) : null;
    }

    /** Nobody renewed it for its duration, for whatever reason. */
    boolean unheard(long nowMillis) {
        return nowMillis - watch.renewedAt > terms.seconds() * 1000L;
    }

    /** A copy that tells the times of the lease. */
    public InstanceInfo described() {
        var copy = new InstanceInfo(info);
        copy.setLeaseInfo(leaseInfo(info, terms.seconds(), terms.startedAt(), watch.renewedAt));
        return copy;
    }

    static LeaseInfo leaseInfo(InstanceInfo info, int seconds, long startedAt, long renewedAt) {
        LeaseInfo stated = info.getLeaseInfo();
        return LeaseInfo.Builder.newBuilder().setDurationInSecs(seconds)
                .setRenewalIntervalInSecs(
                        stated == null ? LeaseInfo.DEFAULT_LEASE_RENEWAL_INTERVAL : stated.getRenewalIntervalInSecs())
                .setRegistrationTimestamp(startedAt).setServiceUpTimestamp(startedAt).setRenewalTimestamp(renewedAt)
                .build();
    }
}
