package polis.registry.instance;

import org.jspecify.annotations.Nullable;
import polis.registry.health.InstanceHealth;
import polis.registry.lifecycle.Signal;

/**
 * The latest that is known of a lease.
 *
 * @param app the name it registered under; the service's name is made of it
 * @param status Eureka's word for it; no longer there when {@code signal} is {@link Signal#ENDED}
 * @param registration the registration as the Eureka server keeps it, to bring it back after a restart
 * @param reason why it ended, or what its health check found; missing where the signal says it all
 * @param dirty when its client says that it changed last, in milliseconds since 1970: what is older than the entry is
 *              not entered
 * @param at when the registry heard of it, likewise: tells late from new where the client has not changed
 * @param leaseNode the node that its client talks to; missing where there is only one
 * @param expired it ended because nobody renewed it at that node, which does not count where another node keeps it
 *                since
 * @param health what is known of its health
 */
public record LeaseReport(String service, String id, String app, Signal signal, @Nullable String status, String version,
        @Nullable Long revision, String host, int port, String scheme, @Nullable String registration,
        @Nullable String reason, long dirty, long at, @Nullable String leaseNode, boolean expired,
        InstanceHealth health) {

    /** For {@code dirty} where that is not known. */
    public static final long ANY = Long.MAX_VALUE;
}
