package polis.registry.writebehind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.registry.eureka.RegistrationCodec;
import polis.registry.instance.LeasedInstances;
import polis.registry.instance.StoredRegistration;
import polis.registry.lease.LeaseReplication;

// ADR 37
/** Brings the last known leases back before the first request is let in: a restart is no reason for an empty list. */
@Component
class LeaseRestoration implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LeaseRestoration.class);

    private final LeasedInstances instances;
    private final RegistrationCodec registrations;
    private final LeaseReplication leases;
    private volatile boolean running;

    LeaseRestoration(LeasedInstances instances, RegistrationCodec registrations, LeaseReplication leases) {
        this.instances = instances;
        this.registrations = registrations;
        this.leases = leases;
    }

    @Override
    public void start() {
        running = true;
        int restored = 0;
        for (StoredRegistration stored : instances.registrations()) {
            try {
                leases.restore(registrations.read(stored.registration()), stored.leaseNode());
                restored++;
            } catch (RuntimeException e) {
                log.warn("A lease could not be restored; its client will register again.", e);
            }
        }
        log.info("Restored {} leases.", restored);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the Eureka server opens and long before the web server does. */
    @Override
    public int getPhase() {
        return -1;
    }
}
