package polis.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Deletes the oldest events, in batches that hold nobody up. Several nodes may do it at once. Who is so far behind that
 * its next event is gone gets 410.
 */
final class FeedRetention implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FeedRetention.class);
    private static final int BATCH = 1_000;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final FeedStore store;
    private final FeedProperties properties;
    private final InstantSource clock;
    private CountDownLatch stopping = new CountDownLatch(0);
    private @Nullable Thread thread;

    FeedRetention(FeedStore store, FeedProperties properties, InstantSource clock) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        var latch = new CountDownLatch(1);
        stopping = latch;
        thread = Thread.ofVirtual().name("feed-retention").start(() -> run(latch));
    }

    private void run(CountDownLatch stop) {
        try {
            while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                purgeOrLater();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void purgeOrLater() {
        try {
            int purged = purge();
            if (purged > 0) {
                log.info("{} events were older than {} or more than {}, and are deleted", purged,
                        properties.retention(), properties.most());
            }
        } catch (DataAccessException | TransactionException away) {
            log.debug("Old events are deleted later", away);
        }
    }

    /** Deletes what is due and returns how many that were. */
    int purge() {
        int purged = 0;
        int batch;
        do {
            batch = store.deleteOldest(clock.instant().minus(properties.retention()), properties.most(), BATCH);
            purged += batch;
        } while (batch > 0);
        return purged;
    }

    @Override
    public void stop() {
        stopping.countDown();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
