package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;

/** A lease and its clock. Changed under the registry's lock of its key only. */
final class HeldLease {

    private final LeaseKey key;
    private final InstanceInfo info;
    private final int seconds;
    private final boolean restored;
    private volatile long renewedAt;

    HeldLease(LeaseKey key, InstanceInfo info, int seconds, boolean restored, long nowMillis) {
        this.key = key;
        this.info = info;
        this.seconds = seconds;
        this.restored = restored;
        this.renewedAt = nowMillis;
    }

    LeaseKey key() {
        return key;
    }

    InstanceInfo info() {
        return info;
    }

    int seconds() {
        return seconds;
    }

    boolean restored() {
        return restored;
    }

    long renewedAt() {
        return renewedAt;
    }

    void renew(long nowMillis) {
        renewedAt = nowMillis;
    }

    boolean expired(long nowMillis) {
        return nowMillis - renewedAt > seconds * 1000L;
    }
}
