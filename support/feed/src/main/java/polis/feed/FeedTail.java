package polis.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * The newest events, kept in memory for all watchers of this node. One thread asks the database, and only while somebody
 * watches; a commit on this node wakes it at once. Watchers pull at their own pace: who falls behind what is kept reads on
 * from the database, one at a time, so that neither memory nor connections grow with the number or the slowness of watchers.
 */
final class FeedTail implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FeedTail.class);
    private static final int KEPT = 1_000;
    private static final int PAGE = 200;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final FeedStore store;
    private final Duration poll;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition wanted = lock.newCondition();
    private final Semaphore catchingUp = new Semaphore(1);
    private final Deque<FeedEvent> recent = new ArrayDeque<>();
    private long newest = -1;
    private int watchers;
    private boolean nudged;
    private volatile boolean running;

    FeedTail(FeedStore store, Duration poll) {
        this.store = store;
        this.poll = poll;
    }

    /** Says that there may be something new: called after a commit on this node. */
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

    /** Lets watchers see that they are over: an interrupt would tear a connection to the database that one may be using. */
    void wake() {
        locked(moved::signalAll);
    }

    /**
     * The events after {@code seq}, some of them at least; none when there are none for as long as {@code patience}, or when
     * the one who asks is {@code over}.
     */
    List<FeedEvent> after(long seq, Duration patience, BooleanSupplier over) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (newest <= seq && running && left > 0 && !over.getAsBoolean()) {
                left = moved.awaitNanos(left);
            }
            if (newest <= seq || !running || over.getAsBoolean()) {
                return List.of();
            }
            FeedEvent oldest = recent.peekFirst();
            if (oldest != null && oldest.seq() <= seq + 1) {
                return recent.stream().filter(event -> event.seq() > seq).limit(PAGE).toList();
            }
        } finally {
            lock.unlock();
        }
        catchingUp.acquire();
        try {
            return store.after(seq, PAGE);
        } finally {
            catchingUp.release();
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("feed-tail").start(this::follow);
    }

    /** Lets every watcher go, so that a server that stops does not wait for streams that never end. */
    @Override
    public void stop() {
        running = false;
        locked(() -> {
            moved.signalAll();
            wanted.signalAll();
        });
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
        long known = newest;
        // The first look, and a look after a backup was played back: what is older is read by who wants it.
        List<FeedEvent> fresh = known < 0 || now < known ? List.of() : now == known ? null : store.after(known, KEPT);
        if (fresh == null) {
            return;
        }
        locked(() -> {
            if (fresh.isEmpty()) {
                recent.clear();
            }
            recent.addAll(fresh);
            while (recent.size() > KEPT) {
                recent.removeFirst();
            }
            newest = fresh.isEmpty() ? now : fresh.getLast().seq();
            nudged |= newest < now;
            moved.signalAll();
        });
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
