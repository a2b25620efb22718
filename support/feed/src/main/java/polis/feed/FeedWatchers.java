package polis.feed;

import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/**
 * All watchers of this node. A few threads, one per processor, write an event to those whose connection takes it at once; one
 * more looks after silent ones every moment.
 */
final class FeedWatchers implements SmartLifecycle {

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int SHARDS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);

    private final FeedTail tail;
    private final CatchingUp catchingUp;
    private final WatchRight right;
    private final Duration heartbeat;
    private final int most;
    private final List<Shard> shards = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private CountDownLatch stopping = new CountDownLatch(0);
    private volatile boolean running;

    FeedWatchers(FeedTail tail, WatchRight right, FeedProperties properties) {
        this.tail = tail;
        this.right = right;
        this.heartbeat = properties.heartbeat();
        this.most = properties.mostWatchers();
        this.catchingUp = new CatchingUp(tail);
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new Shard(ConcurrentHashMap.newKeySet(), new Semaphore(0)));
        }
        tail.onMove(() -> shards.forEach(shard -> shard.news.release()));
    }

    private record Shard(Set<FeedWatcher> watchers, Semaphore news) {}

    /** Makes room for one more, before its connection is made one. */
    void admit() {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw new ProblemException(StandardProblem.TOO_MANY_REQUESTS,
                    "This node has as many watchers as its memory allows. Try again in a moment, or at another node.")
                    .header("Retry-After", "5");
        }
    }

    /** Begins a stream for somebody who was admitted. */
    void watch(AsyncContext connection, @Nullable Principal caller, long position) throws IOException {
        FeedWatcher watcher = new FeedWatcher(this, connection, connection.getResponse().getOutputStream(), caller,
                position);
        shards.get(Math.floorMod(next.getAndIncrement(), SHARDS)).watchers.add(watcher);
        tail.join();
        connection.addListener(watcher);
        connection.getResponse().getOutputStream().setWriteListener(watcher);
        if (!running) {
            watcher.end(null);
        }
    }

    void leave(FeedWatcher watcher) {
        for (Shard shard : shards) {
            if (shard.watchers.remove(watcher)) {
                count.decrementAndGet();
                tail.leave();
            }
        }
    }

    RecentEvents recent() {
        return tail.recent();
    }

    void catchUp(FeedWatcher watcher) {
        catchingUp.want(watcher);
    }

    void done(FeedWatcher watcher) {
        catchingUp.done(watcher);
    }

    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        CountDownLatch mine = stopping;
        for (int i = 0; i < SHARDS; i++) {
            Shard shard = shards.get(i);
            // Not virtual: writing to thousands would keep a carrier from everybody else.
            Thread.ofPlatform().name("feed-watchers-" + i).daemon().start(() -> write(shard));
        }
        Thread.ofVirtual().name("feed-heartbeat").start(() -> lookAfter(mine));
        catchingUp.start();
    }

    /** Lets every watcher go, so that a server that stops does not wait for streams that never end. */
    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        catchingUp.stop();
        for (Shard shard : shards) {
            shard.news.release();
            shard.watchers.forEach(watcher -> watcher.end(null));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void write(Shard shard) {
        try {
            while (running) {
                shard.news.acquire();
                shard.news.drainPermits();
                shard.watchers.forEach(FeedWatcher::pump);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAfter(CountDownLatch end) {
        try {
            while (!end.await(Math.min(ROUND.toMillis(), Math.max(1, heartbeat.toMillis() / 3)),
                    TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                shards.forEach(shard -> shard.watchers.forEach(watcher -> lookAfter(watcher, now)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Spread out, so that those who were written to at once are not so again ten seconds later. */
    private void lookAfter(FeedWatcher watcher, long now) {
        if (!right.holds(watcher.caller())) {
            watcher.end(null);
        } else if (now - watcher.wroteAt() > heartbeat.toNanos() * ThreadLocalRandom.current().nextDouble(0.6, 1)) {
            watcher.beat();
        }
    }
}
