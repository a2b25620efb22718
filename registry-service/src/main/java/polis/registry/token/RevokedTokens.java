package polis.registry.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.security.TokenRevocations;

/** Which tokens are revoked, as known in memory: read anew in the background when it is older than a few seconds. */
@Component
class RevokedTokens implements TokenRevocations {

    private static final Logger log = LoggerFactory.getLogger(RevokedTokens.class);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Tokens tokens;
    private final Clock clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Set<String> revoked = Set.of();
    private volatile Instant readAt = Instant.MIN;

    RevokedTokens(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public boolean revoked(String tokenId) {
        boolean first = readAt.equals(Instant.MIN);
        if ((first || readAt.plus(FRESH).isBefore(clock.instant())) && reading.compareAndSet(false, true)) {
            if (first) {
                read();
            } else {
                Thread.startVirtualThread(this::read);
            }
        }
        return revoked.contains(tokenId);
    }

    /** In force here at once. */
    void revoke(String id) {
        tokens.revoke(id);
        revoked = tokens.revoked();
    }

    private void read() {
        try {
            revoked = tokens.revoked();
            readAt = clock.instant();
        } catch (RuntimeException e) {
            log.debug("The revoked tokens could not be read; the last known ones stay in force.", e);
            if (!readAt.equals(Instant.MIN)) {
                readAt = clock.instant();
            }
        } finally {
            reading.set(false);
        }
    }
}
