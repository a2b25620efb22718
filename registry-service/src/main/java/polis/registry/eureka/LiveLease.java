package polis.registry.eureka;

import java.time.Instant;

/**
 * A lease as it is now.
 *
 * @param status Eureka's word for the instance: UP, DOWN, STARTING, OUT_OF_SERVICE or UNKNOWN
 * @param lastRenewal last heartbeat, or the registration before the first
 * @param restored brought back after a restart and not renewed since
 */
public record LiveLease(String status, Instant lastRenewal, boolean restored) {}
