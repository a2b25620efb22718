package polis.idempotency;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Deletes keys whose time is over, every while and in batches, also when no request comes any more. */
final class Forgetting implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
    private static final int BATCH = 1000;

    private final Claims claims;
    private final Duration pause;
    private CountDownLatch stopping = new CountDownLatch(0);
    private volatile boolean running;

    Forgetting(Claims claims, Duration pause) {
        this.claims = claims;
        this.pause = pause;
    }

    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        CountDownLatch mine = stopping;
        Thread.ofVirtual().name("idempotency-forgetting").start(() -> work(mine));
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work(CountDownLatch end) {
        try {
            while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                forget();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget() {
        try {
            int forgotten = 0;
            int batch;
            do {
                batch = claims.forget(BATCH);
                forgotten += batch;
            } while (batch == BATCH && running);
            log.debug("Forgot {} idempotency keys", forgotten);
        } catch (DataAccessException away) {
            log.debug("Old idempotency keys stay for now: {}", away.getMessage());
        }
    }
}
