package polis.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Deletes keys whose time is over: beside the requests that bring new ones, and not with each of them. */
final class Forgetting {

    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);
    private final Claims claims;
    private final InstantSource clock;

    Forgetting(Claims claims, InstantSource clock) {
        this.claims = claims;
        this.clock = clock;
    }

    void now() {
        Instant now = clock.instant();
        Instant before = last.get();
        if (before.isBefore(now.minus(BETWEEN)) && last.compareAndSet(before, now)) {
            Thread.ofVirtual().name("idempotency-forgetting").start(this::forget);
        }
    }

    private void forget() {
        try {
            log.debug("Forgot {} idempotency keys", claims.forget());
        } catch (DataAccessException away) {
            log.debug("Old idempotency keys stay for now: {}", away.getMessage());
        }
    }
}
