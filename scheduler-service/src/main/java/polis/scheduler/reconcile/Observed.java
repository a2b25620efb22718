package polis.scheduler.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the city.
 *
 * @param watched what this scheduler has seen of the past: no verdict on what it had no time to see
 * @param registrySince since when the registry has answered; null while it is away
 * @param freeMemory bytes that no instance has reserved
 */
public record Observed(List<Replica> replicas, Map<String, Standing> services, Watched watched,
        @Nullable Instant registrySince, long freeMemory) {

    Standing standing(String service) {
        return services.getOrDefault(service, Standing.NONE);
    }

    boolean registryAway() {
        return registrySince == null;
    }

    List<Replica> of(String service) {
        return replicas.stream().filter(replica -> replica.service().equals(service) && replica.phase() != Phase.GONE)
                .toList();
    }
}
