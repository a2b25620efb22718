package polis.registry.lease;

import org.springframework.stereotype.Component;
import polis.registry.eureka.Announcements;
import polis.registry.instance.LeasedInstances;

/** What was announced, as the directory has it. */
@Component
class DirectoryAnnouncements implements Announcements {

    private final LeasedInstances instances;

    DirectoryAnnouncements(LeasedInstances instances) {
        this.instances = instances;
    }

    @Override
    public boolean has(String service, String id) {
        return instances.announced(service, id);
    }
}
