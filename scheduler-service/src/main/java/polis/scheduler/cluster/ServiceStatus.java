package polis.scheduler.cluster;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one service beside its instances.
 *
 * @param lifecycle what the registry says; null when it does not know the service
 * @param refusals how often in a row the registry refused what it was told of the service
 * @param seen how many instances of each version serve at the registry, whoever runs them
 */
public record ServiceStatus(@Nullable Lifecycle lifecycle, int refusals, Failures failures, Map<String, Integer> seen) {

    /** A service of which nothing is known. */
    public static final ServiceStatus NONE = new ServiceStatus(null, 0, Failures.NONE, Map.of());
}
