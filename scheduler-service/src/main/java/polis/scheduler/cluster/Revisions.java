package polis.scheduler.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The revisions as they were received, and which one is kept in force. */
public interface Revisions {

    /** The revision's services by name. A revision never changes. */
    Map<String, ServiceTarget> services(long revision);

    /** Whose revision it is; empty where versionset-service did not say. */
    String architecture(long revision);

    DesiredRevision desired();

    /** Keeps this revision in force from now on, without these of its services. */
    void keep(long revision, Set<String> excluded, Set<String> failed);

    /** The services that are kept: without a rollout all that there are, with one those that it comes from. */
    default Map<String, ServiceTarget> services(DesiredRevision kept) {
        if (kept.revision() == null) {
            return Map.of();
        }
        Map<String, ServiceTarget> services = new HashMap<>(services(kept.revision()));
        services.keySet().removeAll(kept.excluded());
        return services;
    }
}
