package polis.registry.lease;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lease as it is now.
 *
 * @param status Eureka's word for the instance: UP, DOWN, STARTING, OUT_OF_SERVICE or UNKNOWN
 * @param lastRenewal last heartbeat, or the registration before the first
 * @param restored brought back after a restart and not renewed since
 * @param suspectSince since when its clock has run out without proof that it ended; missing while it renews
 */
public record LeaseView(String status, Instant lastRenewal, boolean restored, @Nullable Instant suspectSince) {}
