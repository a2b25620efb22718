package polis.registry.writebehind;

import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import polis.registry.instance.InstanceMoved;
import polis.registry.lease.LeaseRegistry;
import polis.registry.lease.LeaseView;
import polis.registry.lease.Leases;
import polis.registry.lease.Source;

/**
 * Lets leases follow the transitions of their instances, so that callers that know only Eureka see them.
 */
@Component
class InstanceMoveListener {

    private final LeaseRegistry registry;
    private final Leases leases;

    InstanceMoveListener(LeaseRegistry registry, Leases leases) {
        this.registry = registry;
        this.leases = leases;
    }

    @TransactionalEventListener
    void on(InstanceMoved moved) {
        LeaseView lease = leases.find(moved.app(), moved.id());
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
