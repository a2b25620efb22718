package polis.scheduler.control;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.scheduler.manifest.ServiceSpec;
import polis.scheduler.operation.Operation;
import polis.scheduler.reconcile.Desired;
import polis.scheduler.reconcile.Observed;
import polis.scheduler.reconcile.Rollout.Direction;
import polis.scheduler.wanted.Revisions.Wanted;
import polis.scheduler.workload.Instance;

/**
 * The city at one moment: what the reconciler sees of it, and what is needed to do what it says.
 *
 * @param apply the rollout's operation
 * @param heals operations by the service that they heal
 * @param base services that the city is kept at, or comes from
 * @param next services that it is going to
 */
record Picture(Desired desired, Observed observed, @Nullable Operation apply, Map<String, Operation> heals,
        Wanted wanted, Map<String, ServiceSpec> base, Map<String, ServiceSpec> next, Map<String, Instance> instances) {

    /** The operation that what is done to the service belongs to. */
    @Nullable
    Long operationFor(String service) {
        Operation heal = heals.get(service);
        return apply != null ? Long.valueOf(apply.seq()) : heal != null ? Long.valueOf(heal.seq()) : null;
    }

    long revision() {
        return apply != null ? apply.revision() : wanted.revision() != null ? wanted.revision() : 0;
    }

    /** The revision that an instance with this digest belongs to. */
    long revisionOf(String service, String digest) {
        ServiceSpec to = next.get(service);
        boolean back = apply != null
                && (apply.direction() == Direction.BACK || to == null || !to.digest().equals(digest));
        return back && wanted.revision() != null ? wanted.revision() : revision();
    }

    ServiceSpec spec(String service, String digest) {
        for (Map<String, ServiceSpec> specs : List.of(next, base)) {
            ServiceSpec spec = specs.get(service);
            if (spec != null && spec.digest().equals(digest)) {
                return spec;
            }
        }
        throw new IllegalStateException("Nobody wants " + service + " like that");
    }
}
