package polis.scheduler.registry;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import polis.masking.Masker;
import polis.peer.PeerClients;
import polis.peer.Peers;
import polis.problem.ProblemException;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Registry;
import polis.scheduler.cluster.RegistrySnapshot;
import polis.scheduler.cluster.Replica;

/** registry-service as the scheduler sees it. */
@Component
class HttpRegistry implements Registry {

    private static final Logger log = LoggerFactory.getLogger(HttpRegistry.class);
    private static final int PAGE = 1000;
    private static final int REASON = 1000;

    private final RegistryClient client;
    private final InstantSource clock;
    private volatile RegistrySnapshot snapshot = RegistrySnapshot.NOTHING;

    @Autowired
    HttpRegistry(PeerClients clients, Peers peers, InstantSource clock) {
        this(clients.client(RegistryClient.class, peers.registry()), clock);
    }

    HttpRegistry(RegistryClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public RegistrySnapshot snapshot() {
        return snapshot;
    }

    @Override
    public boolean look() {
        RegistrySnapshot before = snapshot;
        try {
            Map<String, Replica.Entry> entries = new HashMap<>();
            Map<String, Map<String, Integer>> serving = new HashMap<>();
            each(client::instances, instance -> {
                Lifecycle state = lifecycle(instance.state());
                if (state != null) {
                    String status = instance.eurekaStatus();
                    entries.put(instance.id(), new Replica.Entry(state, "UP".equals(status), instance.managed()));
                    if (state == Lifecycle.RUN && instance.version() != null) {
                        serving.computeIfAbsent(instance.service(), service -> new HashMap<>())
                                .merge(instance.version(), 1, Integer::sum);
                    }
                }
            });
            Map<String, Lifecycle> lifecycles = new HashMap<>();
            each(client::services, service -> {
                Lifecycle lifecycle = lifecycle(service.lifecycle());
                if (lifecycle != null) {
                    lifecycles.put(service.name(), lifecycle);
                }
            });
            snapshot = new RegistrySnapshot(before.since() != null ? before.since() : clock.instant(), entries,
                    lifecycles, serving);
            if (before.since() == null) {
                log.info("registry-service answers");
            }
        } catch (RestClientException | ProblemException away) {
            if (before.since() != null) {
                log.warn("registry-service does not answer; going on with what it showed last: {}", away.getMessage());
            }
            snapshot = before.away();
        }
        return !snapshot.equals(before);
    }

    private static <T> void each(BiFunction<Integer, @Nullable String, RegistryClient.Page<T>> pages,
            Consumer<T> action) {
        String cursor = null;
        do {
            RegistryClient.Page<T> page = pages.apply(PAGE, cursor);
            List<T> items = page.items();
            items.forEach(action);
            cursor = items.isEmpty() ? null : page.nextCursor();
        } while (cursor != null);
    }

    @Nullable
    private static Lifecycle lifecycle(@Nullable String name) {
        try {
            return name == null ? null : Lifecycle.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException newer) {
            return null;
        }
    }

    @Override
    public void announce(String service, String id, String version, long revision, Instance.Endpoint endpoint) {
        client.announce(service, id, new RegistryClient.Announcement(version, revision, endpoint.host(),
                endpoint.port(), endpoint.node(), "http"));
    }

    @Override
    public void moveInstance(String service, String id, Lifecycle to, String reason, long revision) {
        Replica.Entry entry = snapshot.entries().get(id);
        List<Lifecycle> path = to == Lifecycle.GONE || entry == null ? List.of(to) : entry.state().pathTo(to);
        try {
            for (Lifecycle state : path) {
                client.moveInstance(service, id, move(state, reason, revision));
            }
        } catch (HttpClientErrorException.NotFound unknown) {
            log.info("registry-service does not know {}; not reporting {}", id, to);
        } catch (HttpClientErrorException.Conflict illegal) {
            // One that has ended there is not listed: it has been forgotten already.
            if (entry != null || !illegal.getResponseBodyAsString().contains("illegal-transition")) {
                throw illegal;
            }
            log.info("{} has ended at registry-service; not reporting {}", id, to);
        }
    }

    @Override
    public void endInstance(String service, String id, boolean failed, String reason, long revision) {
        if (failed) {
            try {
                moveInstance(service, id, Lifecycle.FAILED, reason, revision);
            } catch (HttpClientErrorException.Conflict already) {
                log.debug("{} is not to be FAILED: {}", id, already.getMessage());
            }
        }
        moveInstance(service, id, Lifecycle.GONE, reason, revision);
    }

    @Override
    public void moveService(String service, Lifecycle to, String reason, long revision) {
        Lifecycle from = lifecycle(client.service(service).lifecycle());
        for (Lifecycle state : from == null ? List.of(to) : from.pathTo(to)) {
            client.moveService(service, move(state, reason, revision));
        }
    }

    private static RegistryClient.Move move(Lifecycle to, String reason, long revision) {
        // Reasons may quote what a process wrote, and terminals obey control characters.
        String plain = Masker.byNames().mask(reason).replaceAll("\\p{Cntrl}", " ").strip();
        String sentence = plain.isEmpty() ? "no reason given" : plain.substring(0, Math.min(REASON, plain.length()));
        return new RegistryClient.Move(to.name(), sentence, revision > 0 ? revision : null);
    }
}
