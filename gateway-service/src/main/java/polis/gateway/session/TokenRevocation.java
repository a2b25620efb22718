package polis.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.annotation.DeleteExchange;
import polis.loop.Loop;
import polis.peer.PeerClients;
import polis.peer.Peers;

/**
 * Has the tokens of ended sessions revoked: at once, and again and again while the registry is away. Nobody but this
 * gateway ever had such a token, so one that is not revoked yet opens nothing to anybody.
 */
@Component
class TokenRevocation extends Loop {

    private static final Logger log = LoggerFactory.getLogger(TokenRevocation.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_PENDING = 1_000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final RegistryTokens registry;
    private final Clock clock;
    private final Deque<Pending> pending = new ArrayDeque<>();

    TokenRevocation(PeerClients clients, Peers peers, Clock clock) {
        super("token-revocation");
        this.registry = clients.anonymous(RegistryTokens.class, peers.registry());
        this.clock = clock;
    }

    /** What is asked of registry-service. */
    interface RegistryTokens {

        @DeleteExchange("/api/v1/tokens/{id}")
        void revoke(@PathVariable String id, @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization);
    }

    private record Pending(String tokenId, String bearer, Instant ends) {

        @Override
        public String toString() {
            return "Pending[" + tokenId + "]";
        }
    }

    /**
     * Revokes one token.
     *
     * @param bearer the token of somebody who may do that
     * @param ends when it ends by itself
     */
    void revoke(String tokenId, String bearer, Instant ends) {
        Pending one = new Pending(tokenId, bearer, ends);
        if (!done(one)) {
            add(one);
        }
    }

    private synchronized void add(Pending one) {
        if (pending.size() >= MOST_PENDING) {
            pending.remove();
        }
        pending.add(one);
    }

    private synchronized @Nullable Pending take() {
        return pending.poll();
    }

    @Override
    protected Duration step() {
        for (Pending one = take(); one != null; one = take()) {
            if (one.ends().isAfter(clock.instant()) && !done(one)) {
                add(one);
                return PAUSE;
            }
        }
        return PAUSE;
    }

    private boolean done(Pending one) {
        try {
            registry.revoke(one.tokenId(), "Bearer " + one.bearer());
            return true;
        } catch (HttpClientErrorException refused) {
            // It is revoked or forgotten already, or it is not this one's to revoke: asking again changes nothing.
            return refused.getStatusCode().value() != TOO_MANY_REQUESTS;
        } catch (RestClientException away) {
            log.warn("The token {} of an ended session is not revoked yet and will be tried again: {}", one.tokenId(),
                    away.getMessage());
            return false;
        }
    }
}
