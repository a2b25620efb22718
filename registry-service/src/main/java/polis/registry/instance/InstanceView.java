package polis.registry.instance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polis.registry.health.InstanceHealth;
import polis.registry.lifecycle.State;

/**
 * An instance as callers see it.
 *
 * @param version {@code unknown} where a client registered without one
 * @param managed announced by a scheduler, which then drives its lifecycle
 * @param startedAt when it was announced or seen first
 * @param eurekaStatus what its lease says now; missing without a live lease
 * @param restored its lease was brought back after a restart and has not been renewed since
 * @param suspectSince since when its lease has run out without proof that it ended: it is asked whether it lives;
 *         missing while it renews
 * @param health what its health checks found; missing where it states no health URL or nothing is decided yet
 */
public record InstanceView(String service, String id, String version, @Nullable Long revision, String host, int port,
        String scheme, @Nullable String node, State state, Instant since, boolean managed, Instant startedAt,
        @Nullable Instant endedAt, @Nullable String endReason, @Nullable String eurekaStatus,
        @Nullable Instant lastRenewal, boolean restored, @Nullable Instant suspectSince,
        @Nullable InstanceHealth health) {}
