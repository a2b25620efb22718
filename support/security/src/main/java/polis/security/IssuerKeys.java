package polis.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys as last read: from the issuer, or, until it answers, from the file that an earlier run left. Once
 * known, a key serves for as long as the issuer stays away.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    /** Whoever makes up key ids can make us ask the issuer no more often than this. */
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

    static final Duration BETWEEN_FAILURES = Duration.ofSeconds(1);

    private final Source issuer;
    private final KeyFile file;
    private final Duration refresh;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Known known;

    IssuerKeys(Source issuer, KeyFile file, Duration refresh, InstantSource clock) {
        this.issuer = issuer;
        this.file = file;
        this.refresh = refresh;
        this.clock = clock;
        this.known = new Known(file.read(), Instant.MIN, Instant.MIN, null);
    }

    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
        Known before = known;
        List<JWK> found = wanted.select(before.keys);
        if (!found.isEmpty()) {
            if (before.fetchedAt.isBefore(clock.instant().minus(refresh)) && mayFetch(before)) {
                Thread.ofVirtual().name("jwks-refresh").start(this::fetchUnlessFetching);
            }
            return found;
        }
        fetchSince(before);
        Known now = known;
        found = wanted.select(now.keys);
        if (found.isEmpty() && now.failure != null) {
            throw new KeySourceException("the issuer's keys cannot be read: " + now.failure.getMessage(), now.failure);
        }
        return found;
    }

    private void fetchUnlessFetching() {
        if (fetching.tryLock()) {
            try {
                fetch();
            } finally {
                fetching.unlock();
            }
        }
    }

    /** Those who come while another one is asking wait for its answer instead of asking again. */
    private void fetchSince(Known before) {
        fetching.lock();
        try {
            Known now = known;
            if (now.attemptedAt.equals(before.attemptedAt) && mayFetch(now)) {
                fetch();
            }
        } finally {
            fetching.unlock();
        }
    }

    private boolean mayFetch(Known now) {
        Duration pause = now.failure != null ? BETWEEN_FAILURES : BETWEEN_FETCHES;
        return now.attemptedAt.isBefore(clock.instant().minus(pause));
    }

    private void fetch() {
        Known before = known;
        Instant now = clock.instant();
        try {
            JWKSet fresh = issuer.read();
            this.known = new Known(fresh, now, now, null);
            if (!fresh.toString(true).equals(before.keys.toString(true))) {
                file.write(fresh);
            }
        } catch (IOException away) {
            if (before.failure == null) {
                log.warn("Cannot read the issuer's keys; the {} last known ones still count: {}", before.keys.size(),
                        away.getMessage());
            }
            this.known = new Known(before.keys, before.fetchedAt, now, away);
        }
    }

    /** Where the keys come from. */
    interface Source {

        JWKSet read() throws IOException;
    }

    private record Known(JWKSet keys, Instant fetchedAt, Instant attemptedAt, @Nullable IOException failure) {}
}
