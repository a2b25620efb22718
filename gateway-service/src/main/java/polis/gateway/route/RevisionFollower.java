package polis.gateway.route;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import polis.gateway.discovery.FollowSettings;
import polis.loop.Loop;
import polis.peer.Availability;
import polis.peer.Freshness;
import polis.peer.PeerClients;
import polis.peer.Peers;
import tools.jackson.core.JacksonException;

/** Keeps the routes those of the current revision, and those last known while versionset-service does not answer. */
@Component
class RevisionFollower extends Loop {

    private static final Logger log = LoggerFactory.getLogger(RevisionFollower.class);

    private final Routes routes;
    private final RevisionStore store;
    private final RevisionClient versionset;
    private final FollowSettings settings;
    private final Freshness freshness;
    private RevisionStore.@Nullable Copy current;
    private boolean saved = true;
    private final Availability availability = new Availability(log, "versionset-service",
            "the routes stay as last known");

    RevisionFollower(Routes routes, RevisionStore store, PeerClients clients, Peers peers, FollowSettings settings,
            Clock clock) {
        super("revision-follower");
        this.routes = routes;
        this.store = store;
        this.versionset = clients.client(RevisionClient.class, peers.versionset());
        this.settings = settings;
        this.freshness = new Freshness(clock, settings.staleAfter());
    }

    Freshness freshness() {
        return freshness;
    }

    @Override
    public synchronized void start() {
        try {
            store.find().ifPresent(copy -> {
                freshness.restore(copy.confirmedAt());
                use(copy);
            });
        } catch (DataAccessException | JacksonException unreadable) {
            log.warn("The routes last known cannot be read: {}", unreadable.getMessage());
        }
        super.start();
    }

    @Override
    protected Duration step() {
        try {
            ask();
            availability.answered();
        } catch (RuntimeException failed) {
            availability.failed(failed);
        }
        save();
        return settings.interval();
    }

    private void ask() {
        ResponseEntity<Revision> answer;
        try {
            answer = versionset.current(current == null ? null : current.etag());
        } catch (HttpClientErrorException.NotFound none) {
            // Any server says 404 under an address that it does not know; only a problem document says "no revision".
            if (!MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(contentType(none))) {
                throw none;
            }
            change(null, null);
            return;
        }
        Revision revision = answer.getBody();
        if (answer.getStatusCode() == HttpStatus.NOT_MODIFIED) {
            freshness.confirm();
        } else if (answer.getStatusCode() == HttpStatus.OK && revision != null) {
            change(revision, answer.getHeaders().getETag());
        } else {
            throw new IllegalStateException(answer.getStatusCode() + " without a revision");
        }
    }

    private static @Nullable MediaType contentType(HttpClientErrorException answer) {
        return answer.getResponseHeaders() == null ? null : answer.getResponseHeaders().getContentType();
    }

    private void change(@Nullable Revision revision, @Nullable String etag) {
        freshness.confirm();
        Revision before = current == null ? null : current.revision();
        RevisionStore.Copy copy = new RevisionStore.Copy(revision, etag,
                Objects.requireNonNull(freshness.confirmedAt()));
        if (current != null && Objects.equals(before, revision)) {
            current = copy;
            return;
        }
        use(copy);
        saved = false;
        log.info("Routes of revision {}: {}", revision == null ? "none" : revision.number(),
                routes.table().entries().size());
    }

    private void use(RevisionStore.Copy copy) {
        current = copy;
        routes.replace(copy.revision() == null ? RouteTable.EMPTY : RouteTable.of(copy.revision()));
    }

    private void save() {
        if (saved || current == null) {
            return;
        }
        try {
            store.save(current);
            saved = true;
        } catch (DataAccessException databaseAway) {
            log.debug("The routes are not saved yet", databaseAway);
        }
    }

    /** Before the web server: the first request finds the routes last known. */
    @Override
    public int getPhase() {
        return 0;
    }
}
