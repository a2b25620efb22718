package polis.scheduler.operation;

import java.util.Map;
import java.util.Set;
import polis.scheduler.cluster.ServiceTarget;

/** Who calls whom. */
@FunctionalInterface
interface CallGraph {

    /** The callees of each service, as far as they were observed or are declared. */
    Map<String, Set<String>> callees(Iterable<ServiceTarget> services);
}
