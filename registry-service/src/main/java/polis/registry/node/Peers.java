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
import polis.registry.eureka.LeaseSurvey;
import polis.registry.eureka.Neighbours;
import polis.registry.eureka.PeerLeases;
import polis.registry.eureka.PeerMessages;

/**
 * All other nodes. Where none is configured nothing of this runs. A lease belongs to the node that its client talks to,
 * and ends there; elsewhere it ends when that node says so, or when the database says that the node is dead. A node
 * that reaches neither the database nor another node knows nothing of its clients, and lets nothing end.
 */
@Component
class Peers implements SmartLifecycle, Neighbours {

    private static final Logger log = LoggerFactory.getLogger(Peers.class);
    private static final Duration SIGN = Duration.ofSeconds(2);

    private final NodeSettings settings;
    private final Environment environment;
    private final PeerLeases leases;
    private final LeaseSurvey survey;
    private final Roll roll;
    private final InstantSource clock;
    private final String self = "node-" + UUID.randomUUID().toString().substring(0, 8);

    private volatile List<Peer> peers = List.of();
    private volatile long holdUntil;
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable HttpClient http;
    private boolean running;

    Peers(NodeSettings settings, Environment environment, PeerLeases leases, LeaseSurvey survey, Roll roll,
            InstantSource clock) {
        this.settings = settings;
        this.environment = environment;
        this.leases = leases;
        this.survey = survey;
        this.roll = roll;
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
        peers = urls.stream().map(
                url -> new Peer(new PeerClient(client, url, credentials, self), leases, survey, clock, settings, self))
                .toList();
        leases.join(this);
        roll.sign(self);
        run("registry-roll", this::signForEver);
        peers.forEach(peer -> run("registry-peer", peer));
        log.info("This is {}; the nodes are {}.", self, peers.stream().map(Peer::url).toList());
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
        if (http != null) {
            http.shutdownNow();
            http = null;
            roll.leave(self);
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
        return node.equals(self) || node.isEmpty() || roll.standing(node) == Roll.Standing.DEAD;
    }

    /**
     * From the database and from every other node. A call that hangs is no news either, so it is the last news that
     * counts.
     */
    private boolean cutOff() {
        return !roll.readable() && peers.stream().noneMatch(Peer::reachable) && !peers.stream().allMatch(Peer::myself);
    }

    private void tell(ReplicationInstance change) {
        peers.forEach(peer -> peer.tell(change));
    }

    private void signForEver() {
        try {
            while (true) {
                roll.sign(self);
                Thread.sleep(SIGN);
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
                "polis.registry.eureka.node-password is not set: whoever knows the shared Eureka password may speak as a node.");
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
