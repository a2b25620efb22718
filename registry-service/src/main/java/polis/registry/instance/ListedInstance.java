package polis.registry.instance;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import polis.registry.health.InstanceHealth;
import polis.registry.lease.LeaseView;
import polis.registry.lifecycle.State;

/**
 * What the directory shows of an instance: all but the registration, which may be large, and of which a list has a
 * thousand.
 */
record ListedInstance(InstanceKey key, String version, @Nullable Long revision, String host, int port, String scheme,
        @Nullable String node, boolean managed, State state, Instant since, Instant startedAt,
        @Nullable Instant endedAt, @Nullable String endReason, @Nullable String app, @Nullable InstanceHealth health) {

    /** The name its lease is kept under. */
    static String app(InstanceKey key, @Nullable String app) {
        return app == null ? key.service().toUpperCase(Locale.ROOT) : app;
    }

    @Override
    public String app() {
        return app(key, app);
    }

    InstanceView view(@Nullable LeaseView lease) {
        return new InstanceView(key.service(), key.id(), version, revision, host, port, scheme, node, state, since,
                managed, startedAt, endedAt, endReason, lease == null ? null : lease.status(),
                lease == null ? null : lease.lastRenewal(), lease != null && lease.restored(),
                lease == null ? null : lease.suspectSince(), health);
    }
}
