package polis.gateway.discovery;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.client.HttpClientErrorException;
import polis.feed.client.FeedClient;
import polis.gateway.upstream.Instance;
import polis.gateway.upstream.Upstreams;
import polis.loop.Loop;
import polis.peer.Availability;
import polis.peer.Freshness;
import polis.peer.PeerClients;
import polis.peer.Peers;
import polis.security.ServiceToken;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the instances as the registry has them: by its feed, which is at once, and by reading all of them now and then,
 * which mends what a feed missed; often while the feed is away. Keeps those last known while the registry does not
 * answer.
 */
@Component
class InstanceFollower extends Loop {

    private static final Logger log = LoggerFactory.getLogger(InstanceFollower.class);

    private final Upstreams upstreams;
    private final InstanceStore store;
    private final InstanceClient registry;
    private final FollowSettings settings;
    private final Clock clock;
    private final Freshness freshness;
    private final URI feedAddress;
    private final ServiceToken token;
    private volatile FeedClient feed;

    /** Lenient: the registry may tell more than the gateway reads. */
    private final JsonMapper json = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private volatile long seq;
    private volatile boolean connected;
    private volatile Instant horizon = Instant.MIN;
    private volatile boolean listed;
    private long nextList = System.nanoTime();
    private long savedVersion = -1;
    private long savedSeq = -1;
    private boolean feedStarted;
    private final Availability availability = new Availability(log, "registry-service",
            "the instances stay as last known");

    InstanceFollower(Upstreams upstreams, InstanceStore store, PeerClients clients, Peers peers, ServiceToken token,
            FollowSettings settings, Clock clock) {
        super("instance-follower");
        this.upstreams = upstreams;
        this.store = store;
        this.registry = clients.client(InstanceClient.class, peers.registry());
        this.settings = settings;
        this.clock = clock;
        this.freshness = new Freshness(clock, settings.staleAfter());
        this.feedAddress = URI.create(peers.registry() + "/api/v1/events");
        this.token = token;
        this.feed = follow();
    }

    Freshness freshness() {
        return freshness;
    }

    @Override
    public synchronized void start() {
        try {
            store.findAll().forEach(upstreams::restore);
            store.position().ifPresent(position -> {
                seq = position.seq();
                if (position.confirmedAt() != null) {
                    freshness.restore(position.confirmedAt());
                }
            });
        } catch (DataAccessException databaseAway) {
            log.warn("The instances last known cannot be read: {}", databaseAway.getMessage());
        }
        super.start();
    }

    @Override
    protected Duration step() {
        if (!connected || !listed || System.nanoTime() - nextList >= 0) {
            list();
        } else {
            freshness.confirm();
        }
        // Without a position the feed begins with the whole history, which only a list can tell from the present.
        if (!feedStarted && (listed || seq > 0)) {
            feedStarted = true;
            feed.start();
        }
        save();
        return settings.interval();
    }

    private void list() {
        try {
            InstanceList list = InstanceList.read(registry, clock.instant());
            upstreams.replace(list.instances(), list.begun());
            beginAgainWhereTheFeedWasReset();
            horizon = list.horizon();
            listed = true;
            nextList = System.nanoTime() + settings.relist().toNanos();
            freshness.confirm();
            availability.answered();
        } catch (RuntimeException failed) {
            availability.failed(failed);
        }
    }

    /**
     * A registry that lost its database counts from 1 again, and would be silent for us until it gets to where we are.
     */
    private void beginAgainWhereTheFeedWasReset() {
        long position = seq;
        if (position == 0) {
            return;
        }
        InstanceClient.Events last;
        try {
            last = registry.events(position - 1, 1);
        } catch (HttpClientErrorException.Gone gone) {
            // Whoever follows the feed is told the same, and where to go on.
            return;
        }
        if (last.items() != null && last.items().isEmpty()) {
            log.warn("The registry's feed ends before event {}: it is read from the beginning.", position);
            seq = 0;
            feed.close();
            feed = follow();
            feedStarted = false;
        }
    }

    private FeedClient follow() {
        return FeedClient.builder(feedAddress).token(token::value, token::refused).from(() -> seq).onEvent(this::event)
                .onState(this::state).onGone(this::gone).build();
    }

    /** What happened in between is in the list, which is read before the feed is read on. */
    private void gone(long resumeAfter) {
        seq = resumeAfter;
        listed = false;
        wake();
    }

    private void event(FeedClient.Event event) {
        if (event.type().startsWith("Instance") && !event.at().isBefore(horizon)) {
            try {
                Instance instance = json.treeToValue(event.payload(), Instance.class);
                if (instance != null && instance.wellFormed()) {
                    upstreams.apply(instance);
                }
            } catch (JacksonException unreadable) {
                log.warn("Event {} of the registry has no readable instance; the next list replaces it", event.seq(),
                        unreadable);
            }
        }
        seq = event.seq();
        wake();
    }

    private void state(FeedClient.State state) {
        connected = state.connected();
        // What happened while nobody listened is in the list.
        listed = false;
        wake();
    }

    private void save() {
        long version = upstreams.version();
        long position = seq;
        if (!listed || (version == savedVersion && position == savedSeq)) {
            return;
        }
        try {
            store.save(upstreams.snapshot(), new InstanceStore.Position(position, freshness.confirmedAt()));
            savedVersion = version;
            savedSeq = position;
        } catch (DataAccessException | TransactionException databaseAway) {
            log.debug("The instances are not saved yet", databaseAway);
        }
    }

    @Override
    public synchronized void stop() {
        super.stop();
        feed.close();
    }

    /** Before the web server: the first request finds the instances last known. */
    @Override
    public int getPhase() {
        return 0;
    }
}
