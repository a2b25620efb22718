package polis.idempotency;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import polis.loop.Loop;

/** Deletes keys whose time is over, every while and in batches, also when no request comes any more. */
final class Forgetting extends Loop {

    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
    private static final int BATCH = 1000;

    private final Claims claims;
    private final Duration pause;

    Forgetting(Claims claims, Duration pause) {
        super("idempotency-forgetting", pause);
        this.claims = claims;
        this.pause = pause;
    }

    @Override
    protected Duration step() {
        try {
            int forgotten = 0;
            int batch;
            do {
                batch = claims.forget(BATCH);
                forgotten += batch;
            } while (batch == BATCH && isRunning());
            log.debug("Forgot {} idempotency keys", forgotten);
        } catch (DataAccessException away) {
            log.debug("Old idempotency keys stay for now: {}", away.getMessage());
        }
        return pause;
    }
}
