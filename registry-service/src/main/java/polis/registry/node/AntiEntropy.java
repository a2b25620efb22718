package polis.registry.node;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.discovery.shared.Application;
import com.netflix.eureka.registry.PeerAwareInstanceRegistryImpl.Action;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import polis.registry.eureka.PeerMessages;
import polis.registry.lease.LeaseKey;
import polis.registry.lease.LeaseReplication;
import polis.registry.lease.ReplicationView;

/** Merges what is newer at another node; the other one does likewise, and then both hold the same. */
final class AntiEntropy {

    private final PeerClient client;
    private final LeaseReplication leases;
    private final ReplicationView survey;
    private final Outbox outbox;
    private final InstantSource clock;

    AntiEntropy(PeerClient client, LeaseReplication leases, ReplicationView survey, Outbox outbox,
            InstantSource clock) {
        this.client = client;
        this.leases = leases;
        this.survey = survey;
        this.outbox = outbox;
        this.clock = clock;
    }

    void copy(String node) throws IOException, InterruptedException {
        long start = clock.millis();
        var theirs = new HashSet<LeaseKey>();
        for (Application app : client.applications().getRegisteredApplications()) {
            for (InstanceInfo info : app.getInstances()) {
                theirs.add(LeaseKey.of(info));
                switch (leases.merge(info, node)) {
                    case MERGED -> {
                        // Nothing to say.
                    }
                    case CANCELLED_HERE -> outbox.put(PeerMessages.change(Action.Cancel, info, null));
                    case EXPIRED_HERE -> outbox.put(PeerMessages.expired(info));
                }
            }
        }
        for (LeaseKey kept : survey.keptWith(node)) {
            if (!theirs.contains(kept)) {
                leases.dropMissing(kept.app(), kept.id(), node, start);
            }
        }
    }
}
