package polis.registry.node;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.eureka.cluster.protocol.ReplicationInstance;
import com.netflix.eureka.cluster.protocol.ReplicationInstanceResponse;
import com.netflix.eureka.registry.PeerAwareInstanceRegistryImpl.Action;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.registry.eureka.PeerMessages;
import polis.registry.lease.LeaseReplication;
import polis.registry.lease.ReplicationView;

/**
 * One other node: passes on what happens here, in batches and in order, and compares what both hold. Has a thread of
 * its own, so that a node that hangs holds up nobody else.
 */
final class PeerNode implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(PeerNode.class);
    private static final int BATCH = 250;

    /** Changes are on their way while two nodes compare: only what differs twice is looked into. */
    private static final long SOON = 1_000;

    private final PeerClient client;
    private final AntiEntropy antiEntropy;
    private final Outbox outbox;
    private final LeaseReplication leases;
    private final ReplicationView survey;
    private final InstantSource clock;
    private final NodeSettings settings;
    private final String self;
    private volatile boolean reachable;
    private volatile boolean myself;
    private volatile String node = "";
    private long heardAt;
    private long heartbeatsUpTo;
    private long compareAt;
    private boolean differed;

    PeerNode(PeerClient client, LeaseReplication leases, ReplicationView survey, InstantSource clock,
            NodeSettings settings, String self) {
        this.client = client;
        this.outbox = new Outbox(settings.waiting());
        this.antiEntropy = new AntiEntropy(client, leases, survey, outbox, clock);
        this.leases = leases;
        this.survey = survey;
        this.clock = clock;
        this.settings = settings;
        this.self = self;
    }

    boolean reachable() {
        return reachable;
    }

    /** The list of nodes names this one too. */
    boolean myself() {
        return myself;
    }

    String url() {
        return client.base().toString();
    }

    void tell(ReplicationInstance change) {
        if (!myself) {
            outbox.put(change);
        }
    }

    @Override
    public void run() {
        try {
            while (!myself) {
                try {
                    step();
                    heard(true);
                } catch (IOException | RuntimeException e) {
                    log.debug("{} cannot be reached.", url(), e);
                    heard(false);
                }
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() throws InterruptedException {
        long millis = settings.heartbeats().toMillis();
        if (reachable) {
            outbox.await(millis);
        } else {
            Thread.sleep(millis);
        }
    }

    private void step() throws IOException, InterruptedException {
        long now = clock.millis();
        if (now < heartbeatsUpTo) {
            // The clock was set back.
            heartbeatsUpTo = 0;
            compareAt = now;
        }
        if (!reachable || now >= compareAt) {
            compare(now);
        }
        if (myself) {
            return;
        }
        // Before the heartbeats: the other node should know whose they are.
        while (!outbox.isEmpty()) {
            List<ReplicationInstance> batch = outbox.take(BATCH);
            try {
                send(batch);
            } catch (IOException e) {
                outbox.putBack(batch);
                throw e;
            }
        }
        if (now >= heartbeatsUpTo + settings.heartbeats().toMillis()) {
            var heartbeats = new ArrayList<ReplicationInstance>();
            for (InstanceInfo info : survey.renewedSince(heartbeatsUpTo, self)) {
                heartbeats.add(PeerMessages.change(Action.Heartbeat, info, null));
            }
            for (int from = 0; from < heartbeats.size(); from += BATCH) {
                send(heartbeats.subList(from, Math.min(heartbeats.size(), from + BATCH)));
            }
            heartbeatsUpTo = now;
        }
    }

    private void compare(long now) throws IOException, InterruptedException {
        PeerClient.Digest digest = client.digest();
        if (digest.node().equals(self)) {
            myself = true;
            return;
        }
        boolean met = !reachable || !digest.node().equals(node);
        node = digest.node();
        boolean same = digest.digest().equals("%016x".formatted(survey.digest()));
        boolean copy = !same && (met || differed);
        if (copy) {
            antiEntropy.copy(node.isEmpty() ? url() : node);
        }
        differed = !same;
        // A copy costs as much as there is to hold: under steady change it is no remedy and must not become a habit.
        compareAt = now + (same || copy ? settings.compare().toMillis() : SOON);
    }

    private void send(List<ReplicationInstance> batch) throws IOException, InterruptedException {
        List<ReplicationInstanceResponse> answers = client.send(batch);
        for (int i = 0; i < Math.min(batch.size(), answers.size()); i++) {
            take(batch.get(i), answers.get(i));
        }
    }

    private void take(ReplicationInstance change, ReplicationInstanceResponse answer) {
        InstanceInfo theirs = answer.getResponseEntity();
        if (answer.getStatusCode() == 409 && theirs != null) {
            leases.reinstate(theirs, node.isEmpty() ? url() : node);
        } else if (answer.getStatusCode() == 404 && change.getAction() == Action.Heartbeat) {
            survey.find(change.getAppName(), change.getId())
                    .ifPresent(info -> outbox.put(PeerMessages.change(Action.Register, info, null)));
        }
    }

    private void heard(boolean now) {
        if (now != reachable || heardAt == 0) {
            log.info(now ? "Node {} is reachable." : "Node {} cannot be reached; changes are queued for it.", url());
        }
        heardAt = clock.millis();
        reachable = now && !myself;
    }
}
