package polis.registry.instance;

import org.jspecify.annotations.Nullable;
import polis.registry.lifecycle.Signal;

/**
 * The latest that is known of a lease.
 *
 * @param app the name it registered under; the service's name is made of it
 * @param status Eureka's word for it; no longer there when {@code signal} is {@link Signal#ENDED}
 * @param registration the registration as the Eureka server keeps it, to bring it back after a restart
 * @param endReason why it ended
 */
public record LeaseReport(String service, String id, String app, Signal signal, @Nullable String status, String version,
        @Nullable Long revision, String host, int port, String scheme, @Nullable String registration,
        @Nullable String endReason) {}
