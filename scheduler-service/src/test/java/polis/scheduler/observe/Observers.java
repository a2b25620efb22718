package polis.scheduler.observe;

import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.FailureHistory;
import polis.scheduler.cluster.HealthChecks;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Nodes;
import polis.scheduler.cluster.Operations;
import polis.scheduler.cluster.Registry;
import polis.scheduler.cluster.Revisions;

/** Makes observers without Spring. */
public final class Observers {

    private Observers() {}

    public static Observer of(Revisions revisions, Operations operations, Instances instances, FailureHistory failures,
            HealthChecks health, Registry registry, Driver driver, Nodes nodes) {
        return new Observer(revisions, operations, instances, failures, health, registry, driver, nodes);
    }
}
