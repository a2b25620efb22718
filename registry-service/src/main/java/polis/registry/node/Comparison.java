package polis.registry.node;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.discovery.shared.Application;
import com.netflix.eureka.registry.PeerAwareInstanceRegistryImpl.Action;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import polis.registry.eureka.LeaseSurvey;
import polis.registry.eureka.LeaseSurvey.LiveKey;
import polis.registry.eureka.PeerLeases;
import polis.registry.eureka.PeerMessages;

/** Takes over from another node what is newer there; the other one does likewise, and then both hold the same. */
final class Comparison {

    private final PeerClient client;
    private final PeerLeases leases;
    private final LeaseSurvey survey;
    private final Outbox outbox;
    private final InstantSource clock;

    Comparison(PeerClient client, PeerLeases leases, LeaseSurvey survey, Outbox outbox, InstantSource clock) {
        this.client = client;
        this.leases = leases;
        this.survey = survey;
        this.outbox = outbox;
        this.clock = clock;
    }

    void copy(String node) throws IOException, InterruptedException {
        long start = clock.millis();
        var theirs = new HashSet<LiveKey>();
        for (Application app : client.applications().getRegisteredApplications()) {
            for (InstanceInfo info : app.getInstances()) {
                theirs.add(new LiveKey(info.getAppName().toUpperCase(Locale.ROOT), info.getId()));
                switch (leases.absorb(info, node)) {
                    case TAKEN -> {
                        // Nothing to say.
                    }
                    case CANCELLED_HERE -> outbox.put(PeerMessages.change(Action.Cancel, info, null));
                    case EXPIRED_HERE -> outbox.put(PeerMessages.expired(info));
                }
            }
        }
        for (LiveKey kept : survey.keptWith(node)) {
            if (!theirs.contains(kept)) {
                leases.dropMissing(kept.app(), kept.id(), node, start);
            }
        }
    }
}
