package polis.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newest events, kept in memory for all watchers of this node. One thread asks the database, and only while
 * somebody watches; a commit on this node wakes it at once, those of other nodes are found at the next look.
 */
final class FeedTail implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FeedTail.class);
    private static final int PAGE = 1_000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final FeedStore store;
    private final JsonMapper json;
    private final Duration poll;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private volatile RecentEvents recent = RecentEvents.UNKNOWN;
    private volatile Runnable moved = () -> {};
    private int watchers;
    private boolean nudged;
    private volatile boolean running;

    FeedTail(FeedStore store, JsonMapper json, Duration poll) {
        this.store = store;
        this.json = json;
        this.poll = poll;
    }

    /** Sets who is told when there is something new. */
    void onMove(Runnable listener) {
        moved = listener;
    }

    /** Looks for something new; called after a commit on this node. */
    void nudge() {
        locked(() -> {
            nudged = true;
            wanted.signal();
        });
    }

    void join() {
        locked(() -> {
            watchers++;
            nudged = true;
            wanted.signal();
        });
    }

    void leave() {
        locked(() -> watchers--);
    }

    int watchers() {
        lock.lock();
        try {
            return watchers;
        } finally {
            lock.unlock();
        }
    }

    RecentEvents recent() {
        return recent;
    }

    /** Some of the events after {@code seq}, from the database. */
    List<EncodedEvent> read(long seq, int most) {
        return store.after(seq, most).stream().map(event -> EncodedEvent.of(event, json)).toList();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("feed-tail").start(this::follow);
    }

    @Override
    public void stop() {
        running = false;
        locked(wanted::signalAll);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void follow() {
        Duration pause = poll;
        boolean away = false;
        try {
            while (running) {
                awaitTurn(pause);
                try {
                    advance();
                    if (away) {
                        log.info("The feed follows the database again");
                    }
                    away = false;
                    pause = poll;
                } catch (DataAccessException failure) {
                    if (!away) {
                        log.warn("The feed cannot follow the database: {}", failure.getMessage());
                    }
                    away = true;
                    Duration doubled = pause.multipliedBy(2);
                    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException stopped) {
            log.debug("The feed is followed no longer");
        }
    }

    private void awaitTurn(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = pause.toNanos();
            while (running && (watchers == 0 || (!nudged && left > 0))) {
                if (watchers == 0) {
                    wanted.await();
                } else {
                    left = wanted.awaitNanos(left);
                }
            }
            nudged = false;
        } finally {
            lock.unlock();
        }
    }

    private void advance() {
        long now = store.newest();
        RecentEvents known = recent;
        if (now == known.newest()) {
            return;
        }
        // The first look, one after long silence, and one after a backup was played back: begin anew with the newest.
        boolean anew = known.newest() < 0 || now < known.newest() || now - known.newest() > PAGE;
        RecentEvents base = anew ? new RecentEvents(Math.max(0, now - PAGE), List.of()) : known;
        List<EncodedEvent> fresh = read(base.newest(), PAGE);
        recent = fresh.isEmpty() ? new RecentEvents(now, List.of()) : base.and(fresh);
        if (recent.newest() < now) {
            nudge();
        }
        moved.run();
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
