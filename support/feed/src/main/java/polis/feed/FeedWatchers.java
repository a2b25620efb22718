package polis.feed;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import polis.clock.Attention;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.security.PersonalLimit;
import polis.security.TokenRight;

/**
 * All watchers of this node. A few threads, one per processor, write an event to those whose connection takes it at
 * once: each takes a share when it is done with the one before, so that all end together. One more looks after silent
 * ones every moment.
 */
final class FeedWatchers implements SmartLifecycle {

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int WRITERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
    private static final int SHARES = 16 * WRITERS;

    private final FeedTail tail;
    private final CatchingUp catchingUp;
    private final TokenRight right;
    private final Duration heartbeat;
    private final Duration writeTimeout;
    private final int most;
    private final PersonalLimit perPerson;
    private final List<Share> shares = Stream.generate(Share::new).limit(SHARES).toList();
    private final Semaphore news = new Semaphore(0);
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final Attention attention;
    private CountDownLatch stopping = new CountDownLatch(0);
    private volatile boolean running;

    FeedWatchers(FeedTail tail, TokenRight right, FeedProperties properties) {
        this.tail = tail;
        this.right = right;
        this.heartbeat = properties.heartbeat();
        this.writeTimeout = properties.writeTimeout();
        this.most = properties.mostWatchers();
        this.perPerson = new PersonalLimit(properties.perPerson());
        this.catchingUp = new CatchingUp(tail);
        this.attention = new Attention(ROUND.multipliedBy(2), writeTimeout, System.nanoTime());
        tail.onMove(this::tell);
    }

    private record Share(Set<FeedWatcher> watchers, AtomicBoolean news) {

        Share() {
            this(ConcurrentHashMap.newKeySet(), new AtomicBoolean());
        }
    }

    /** Begins a stream. */
    void watch(HttpServletRequest request, HttpServletResponse response, long position)
            throws IOException, ServletException {
        if (count.get() >= most) {
            throw new ProblemException(StandardProblem.TOO_MANY_REQUESTS,
                    "This node has as many streams as its memory allows. Try again in a moment, or at another node.")
                    .header("Retry-After", "5");
        }
        if (!request.getProtocol().startsWith("HTTP/1")) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "A stream of events needs HTTP/1.1. Ask for it over HTTP/1.1, or read pages.");
        }
        Principal caller = request.getUserPrincipal();
        if (perPerson.reached(caller)) {
            throw new ProblemException(StandardProblem.TOO_MANY_REQUESTS,
                    "You watch %d streams of events at this node already, as many as one person may. Close one, or read pages: GET /api/v1/events without Accept: text/event-stream."
                            .formatted(perPerson.most()))
                    .header("Retry-After", "10");
        }
        FeedSocket.open(request, response, socket -> begin(socket, caller, position));
    }

    private FeedWatcher begin(FeedSocket socket, @Nullable Principal caller, long position) {
        boolean welcome = perPerson.take(caller);
        FeedWatcher watcher = new FeedWatcher(this, socket, caller, position, welcome);
        count.incrementAndGet();
        tail.join();
        shares.get(Math.floorMod(next.getAndIncrement(), SHARES)).watchers.add(watcher);
        if (!running || !welcome) {
            // Of many that came at once, those that were too many: they come again, and are told.
            watcher.end(null);
        }
        return watcher;
    }

    void leave(FeedWatcher watcher) {
        for (Share share : shares) {
            if (share.watchers.remove(watcher)) {
                count.decrementAndGet();
                tail.leave();
                if (watcher.counted()) {
                    perPerson.giveBack(watcher.caller());
                }
            }
        }
    }

    /** How long we have looked on, for who does not take what is sent is judged by that. */
    long lookedOn() {
        return attention.lookedOn();
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
        for (int i = 0; i < WRITERS; i++) {
            // Not virtual: writing to thousands would keep a carrier from everybody else.
            Thread.ofPlatform().name("feed-watchers-" + i).daemon().start(this::write);
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
        news.release(WRITERS);
        shares.forEach(share -> share.watchers.forEach(watcher -> watcher.end(null)));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void tell() {
        shares.forEach(share -> share.news.set(true));
        news.release(WRITERS);
    }

    private void write() {
        try {
            while (running) {
                news.acquire();
                for (Share share : shares) {
                    if (share.news.compareAndSet(true, false)) {
                        share.watchers.forEach(FeedWatcher::pump);
                    }
                }
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
                attention.look(now);
                shares.forEach(share -> share.watchers.forEach(watcher -> lookAfter(watcher, now)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Spread out, so that those who were written to at once are not so again ten seconds later. */
    private void lookAfter(FeedWatcher watcher, long now) {
        double spread = ThreadLocalRandom.current().nextDouble(0.6, 1);
        if (!right.holds(watcher.caller()) || watcher.stalled(writeTimeout.plus(ROUND).toNanos())) {
            watcher.end(null);
        } else if (watcher.silent((long) (heartbeat.toNanos() * spread), now)) {
            watcher.beat();
        }
    }
}
