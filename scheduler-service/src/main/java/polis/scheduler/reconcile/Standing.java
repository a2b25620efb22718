package polis.scheduler.reconcile;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one service beside its instances.
 *
 * @param lifecycle what the registry says; null when it does not know the service
 * @param refusals how often in a row the registry refused what it was told of the service
 * @param earlyExits how many instances in a row ended before they had served for a while
 * @param retryAt no new instance before this time
 * @param lastFailure why the last one ended
 * @param lastFailed which one that was
 * @param healing an operation that heals the service is open
 * @param seen how many instances of each version serve at the registry, whoever runs them
 */
public record Standing(@Nullable Lifecycle lifecycle, int refusals, int earlyExits, @Nullable Instant retryAt,
        @Nullable String lastFailure, @Nullable String lastFailed, boolean healing, Map<String, Integer> seen) {

    /** Of a service of which nothing is known. */
    public static final Standing NONE = new Standing(null, 0, 0, null, null, null, false, Map.of());
}
