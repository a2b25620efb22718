package polis.scheduler.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was observed.
 *
 * @param nodes the machines that instances may be placed on
 * @param watched what this scheduler has seen of the past: no verdict on what it had no time to see
 * @param registrySince since when the registry has answered; null while it is away
 */
public record Observed(List<Replica> replicas, Map<String, ServiceStatus> services, List<Node> nodes, Watched watched,
        @Nullable Instant registrySince) {

    public ServiceStatus status(String service) {
        return services.getOrDefault(service, ServiceStatus.NONE);
    }

    public boolean registryAway() {
        return registrySince == null;
    }

    public List<Replica> of(String service) {
        return replicas.stream().filter(replica -> replica.service().equals(service) && replica.phase() != Phase.GONE)
                .toList();
    }
}
