package polis.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.address.AddressPolicy;
import polis.loop.Loop;
import polis.peer.Peers;

/** Checks the addresses of all instances anew now and then: what a name stands for changes. */
// ADR 75
@Component
class AddressWatch extends Loop {

    private static final Logger log = LoggerFactory.getLogger(AddressWatch.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    /** So many rounds look only after those that are barred. */
    private static final int QUICK_ROUNDS = 8;

    /** So long a start waits for the names of the instances last known. */
    private static final Duration START = Duration.ofSeconds(1);

    private final Upstreams upstreams;
    private final AddressPolicy policy;
    private int round;

    AddressWatch(Upstreams upstreams, AddressPolicy policy, Peers peers) {
        super("address-watch");
        this.upstreams = upstreams;
        this.policy = policy;
        for (URI peer : List.of(peers.registry(), peers.versionset(), peers.scheduler(), peers.map())) {
            if (peer.getHost() != null) {
                policy.services().liesAt(peer.getHost(), peer.getPort() < 0 ? 80 : peer.getPort());
            }
        }
    }

    @Override
    protected Duration step() {
        boolean all = round++ % QUICK_ROUNDS == 0;
        for (Upstream upstream : upstreams.all()) {
            boolean changed = false;
            for (UpstreamInstance instance : upstream.instances()) {
                if (all || instance.barred() != null) {
                    changed |= check(upstream, instance);
                }
            }
            if (changed) {
                upstream.refresh();
            }
        }
        return INTERVAL;
    }

    private boolean check(Upstream upstream, UpstreamInstance instance) {
        boolean changed = instance.checkAddress(policy);
        String why = instance.barred();
        if (changed && why != null) {
            log.warn("Instance {} of {} gets no more traffic: {}", instance.id(), upstream.service(), why);
        }
        return changed;
    }

    /** The first request finds those whose names are known at once. */
    @Override
    public synchronized void start() {
        long end = System.nanoTime() + START.toNanos();
        try {
            for (UpstreamInstance instance : barred().toList()) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (left.isPositive()) {
                    log.debug("{} is at {}", instance.id(), policy.of(instance.host(), instance.port(), left));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        super.start();
    }

    private Stream<UpstreamInstance> barred() {
        return upstreams.all().stream().flatMap(upstream -> upstream.instances().stream())
                .filter(instance -> instance.barred() != null);
    }

    /** After the instances last known are there, and before the web server. */
    @Override
    public int getPhase() {
        return 1;
    }
}
