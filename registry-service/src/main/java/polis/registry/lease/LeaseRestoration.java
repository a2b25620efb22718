package polis.registry.lease;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.registry.eureka.PeerLeases;
import polis.registry.eureka.Registrations;
import polis.registry.instance.LeasedInstances;

/** Brings the last known leases back before the first request is let in: a restart is no reason for an empty list. */
@Component
class LeaseRestoration implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LeaseRestoration.class);

    private final LeasedInstances instances;
    private final Registrations registrations;
    private final PeerLeases leases;
    private volatile boolean running;

    LeaseRestoration(LeasedInstances instances, Registrations registrations, PeerLeases leases) {
        this.instances = instances;
        this.registrations = registrations;
        this.leases = leases;
    }

    @Override
    public void start() {
        running = true;
        int restored = 0;
        for (LeasedInstances.Kept kept : instances.registrations()) {
            try {
                leases.restore(registrations.read(kept.registration()), kept.keeper());
                restored++;
            } catch (RuntimeException e) {
                log.warn("A lease could not be brought back; its client will register anew.", e);
            }
        }
        log.info("Brought {} leases back.", restored);
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
