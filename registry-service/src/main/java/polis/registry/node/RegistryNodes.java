package polis.registry.node;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import com.netflix.eureka.cluster.protocol.ReplicationInstance;
import com.netflix.eureka.registry.PeerAwareInstanceRegistryImpl.Action;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import polis.registry.eureka.PeerMessages;
import polis.registry.lease.LeaseReplication;
import polis.registry.lease.PeerNodes;
import polis.registry.lease.ReplicationView;

// ADR 21
/**
 * All other nodes. Where none is configured nothing of this runs. A lease belongs to the node that its client talks to,
 * and ends there; elsewhere it ends when that node says so, or when the database says that the node is dead. A node
 * that reaches neither the database nor another node knows nothing of its clients, and lets nothing end.
 */
@Component
class RegistryNodes implements SmartLifecycle, PeerNodes {

    private static final Logger log = LoggerFactory.getLogger(RegistryNodes.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final NodeSettings settings;
    private final Environment environment;
    private final LeaseReplication leases;
    private final ReplicationView survey;
    private final NodeHeartbeats heartbeats;
    private final InstantSource clock;
    private final String self = "node-" + UUID.randomUUID().toString().substring(0, 8);
    private volatile List<PeerNode> peers = List.of();
    private volatile long holdUntil;
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable HttpClient http;
    private boolean running;

    RegistryNodes(NodeSettings settings, Environment environment, LeaseReplication leases, ReplicationView survey,
            NodeHeartbeats heartbeats, InstantSource clock) {
        this.settings = settings;
        this.environment = environment;
        this.leases = leases;
        this.survey = survey;
        this.heartbeats = heartbeats;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        List<String> urls = urls();
        if (urls.isEmpty()) {
            return;
        }
        String credentials = credentials();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2)).executor(Executors.newVirtualThreadPerTaskExecutor()).build();
        http = client;
        peers = urls.stream().map(url -> new PeerNode(new PeerClient(client, url, credentials, self), leases, survey,
                clock, settings, self)).toList();
        leases.join(this);
        heartbeats.beat(self);
        run("registry-heartbeats", this::beatForEver);
        peers.forEach(peer -> run("registry-peer", peer));
        log.info("This node is {}; the configured nodes are {}.", self, peers.stream().map(PeerNode::url).toList());
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
        if (http != null) {
            http.shutdownNow();
            http = null;
            heartbeats.leave(self);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before leases are brought back, so that those of other nodes are known as theirs. */
    @Override
    public int getPhase() {
        return -2;
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public void registered(InstanceInfo info) {
        tell(PeerMessages.change(Action.Register, info, null));
    }

    @Override
    public void ended(InstanceInfo info, boolean expired) {
        tell(expired ? PeerMessages.expired(info) : PeerMessages.change(Action.Cancel, info, null));
    }

    @Override
    public void overridden(InstanceInfo info, InstanceStatus status) {
        tell(PeerMessages.change(Action.StatusUpdate, info, status.name()));
    }

    @Override
    public void overrideRemoved(InstanceInfo info) {
        tell(PeerMessages.change(Action.DeleteStatusOverride, info, info.getStatus().name()));
    }

    @Override
    public boolean mayEnd(String node) {
        long now = clock.millis();
        if (cutOff()) {
            holdUntil = now + settings.grace().toMillis();
        }
        if (now < holdUntil) {
            return false;
        }
        return node.equals(self) || node.isEmpty() || heartbeats.status(node) == NodeHeartbeats.Status.DEAD;
    }

    /**
     * From the database and from every other node. A call that hangs is no news either, so it is the last news that
     * counts.
     */
    private boolean cutOff() {
        return !heartbeats.readable() && peers.stream().noneMatch(PeerNode::reachable)
                && !peers.stream().allMatch(PeerNode::myself);
    }

    private void tell(ReplicationInstance change) {
        peers.forEach(peer -> peer.tell(change));
    }

    private void beatForEver() {
        try {
            while (true) {
                heartbeats.beat(self);
                Thread.sleep(HEARTBEAT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String credentials() {
        String own = environment.getProperty("polis.registry.eureka.node-password", "");
        if (!own.isBlank()) {
            return "registry-node:" + own;
        }
        log.warn(
                "polis.registry.eureka.node-password is not set: whoever knows the shared Eureka password can act as a node. Set it at all nodes.");
        return environment.getProperty("polis.registry.eureka.username", "eureka") + ":"
                + environment.getProperty("polis.registry.eureka.password", "");
    }

    private List<String> urls() {
        List<String> named = settings.peers();
        if (named.isEmpty()) {
            // Bound and not just read: an environment variable knows no capitals.
            named = Binder.get(environment)
                    .bind("eureka.client.service-url", Bindable.mapOf(String.class, String.class)).orElse(Map.of())
                    .entrySet().stream().filter(zone -> zone.getKey().equalsIgnoreCase("defaultZone"))
                    .flatMap(zone -> Stream.of(zone.getValue().split(",", -1))).toList();
        }
        return named.stream().map(String::strip).filter(url -> !url.isEmpty()).distinct().toList();
    }

    private void run(String name, Runnable work) {
        threads.add(Thread.ofPlatform().daemon().name(name).start(work));
    }
}
