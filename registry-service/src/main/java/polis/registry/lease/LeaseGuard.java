package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import polis.registry.eureka.LeaseRegistry;
import polis.registry.eureka.Leases;
import polis.registry.eureka.LiveLease;
import polis.registry.eureka.Source;
import polis.registry.instance.InstanceMoved;

/**
 * Lets leases follow what was decided of their instances, so that callers that know Eureka only forget those that end.
 */
@Component
class LeaseGuard {

    private final LeaseRegistry registry;
    private final Leases leases;

    LeaseGuard(LeaseRegistry registry, Leases leases) {
        this.registry = registry;
        this.leases = leases;
    }

    @TransactionalEventListener
    void on(InstanceMoved moved) {
        LiveLease lease = leases.find(moved.app(), moved.id());
        if (lease == null) {
            return;
        }
        switch (moved.to()) {
            case GONE, FAILED -> registry.cancel(moved.app(), moved.id(), Source.CLIENT);
            case DESTROY -> registry.override(moved.app(), moved.id(), InstanceStatus.OUT_OF_SERVICE, Source.CLIENT);
            // Registered before it was announced, or not written yet when it was.
            case PROVISION -> registry.repeat(moved.app(), moved.id());
            default -> {
                if (lease.status().equals(InstanceStatus.OUT_OF_SERVICE.name())) {
                    registry.removeOverride(moved.app(), moved.id(), InstanceStatus.UP, Source.CLIENT);
                }
            }
        }
    }
}
