package polis.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Reads pages for watchers that are too far behind for what is kept in memory: one at a time, the same page once for
 * all who stand at the same place, and no more at once than may wait to be written. So neither memory nor connections
 * to the database grow with the number or the slowness of watchers.
 */
final class CatchingUp {

    private static final Logger log = LoggerFactory.getLogger(CatchingUp.class);
    private static final int PAGE = 200;
    private static final int UNWRITTEN = 64;
    private static final int REMEMBERED = 8;
    private static final long WHILE_AWAY_MILLIS = 500;

    private final FeedTail tail;
    private final LinkedBlockingQueue<FeedWatcher> waiting = new LinkedBlockingQueue<>();
    private final Semaphore unwritten = new Semaphore(UNWRITTEN);
    private final Set<FeedWatcher> holding = ConcurrentHashMap.newKeySet();
    private final Map<Long, List<EncodedEvent>> pages = new LinkedHashMap<>();
    private volatile boolean running;

    CatchingUp(FeedTail tail) {
        this.tail = tail;
    }

    void want(FeedWatcher watcher) {
        waiting.add(watcher);
    }

    /** Its page is written, or will never be. */
    void done(FeedWatcher watcher) {
        if (holding.remove(watcher)) {
            unwritten.release();
        }
    }

    void start() {
        running = true;
        Thread.ofVirtual().name("feed-catching-up").start(this::run);
    }

    void stop() {
        running = false;
    }

    private void run() {
        try {
            while (running) {
                FeedWatcher watcher = waiting.poll(1, TimeUnit.SECONDS);
                if (watcher == null || watcher.over()) {
                    continue;
                }
                unwritten.acquire();
                holding.add(watcher);
                read(watcher);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(FeedWatcher watcher) throws InterruptedException {
        try {
            watcher.caughtUp(page(watcher.position()));
        } catch (DataAccessException | TransactionException away) {
            log.debug("Watchers that are behind wait for the database", away);
            done(watcher);
            waiting.add(watcher);
            Thread.sleep(WHILE_AWAY_MILLIS);
        }
    }

    private List<EncodedEvent> page(long after) {
        List<EncodedEvent> known = pages.get(after);
        if (known != null) {
            return known;
        }
        List<EncodedEvent> page = tail.read(after, PAGE);
        // Only a full page stays what it is.
        if (page.size() == PAGE) {
            pages.put(after, page);
            if (pages.size() > REMEMBERED) {
                pages.remove(pages.keySet().iterator().next());
            }
        }
        return page;
    }
}
