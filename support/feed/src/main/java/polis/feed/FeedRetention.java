package polis.feed;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import polis.loop.Loop;

/**
 * Deletes the oldest events, in batches that hold nobody up. Several nodes may do it at once. Who is so far behind that
 * its next event is gone gets 410.
 */
final class FeedRetention extends Loop {

    private static final Logger log = LoggerFactory.getLogger(FeedRetention.class);
    private static final int BATCH = 1_000;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final FeedStore store;
    private final FeedProperties properties;
    private final InstantSource clock;

    FeedRetention(FeedStore store, FeedProperties properties, InstantSource clock) {
        super("feed-retention", PAUSE);
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected Duration step() {
        try {
            int purged = purge();
            if (purged > 0) {
                log.info("{} events were older than {} or more than {}, and are deleted", purged,
                        properties.retention(), properties.most());
            }
        } catch (DataAccessException | TransactionException away) {
            log.debug("Old events are deleted later", away);
        }
        return PAUSE;
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
}
