package polis.scheduler.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ends of a service's instances that nobody asked for.
 *
 * @param earlyExits how many instances in a row ended before they had served for a while
 * @param retryAt no new instance before this time
 * @param reason why the last one ended
 * @param instance which one that was
 */
public record Failures(int earlyExits, @Nullable Instant retryAt, @Nullable String reason, @Nullable String instance) {

    public static final Failures NONE = new Failures(0, null, null, null);
}
