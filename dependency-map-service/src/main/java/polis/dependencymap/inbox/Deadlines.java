package polis.dependencymap.inbox;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the wait of those whose spans take too long to be kept. One thread looks for them now and then: a timer for each
 * request, that is never due but when the database is away, costs two switches of the processor.
 */
final class Deadlines implements Runnable {

    private static final long LONGEST_STEP_NANOS = 250_000_000;
    /** Between two looks. After a longer one the database's answer may be there and nobody has read it yet. */
    private static final long LONGEST_PAUSE_NANOS = 2_000_000_000;

    private record Wait(CompletableFuture<Void> durable, long since) {}

    private final long patienceNanos;
    /** In the order in which they end, for all are as long. */
    private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();
    private long lookedAt = System.nanoTime();
    private long lookingSince = lookedAt;
    private boolean late;
    private volatile boolean ended;

    Deadlines(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    void add(CompletableFuture<Void> durable) {
        waits.add(new Wait(durable, System.nanoTime()));
        if (ended) {
            end();
        }
    }

    @Override
    public void run() {
        ended = false;
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(Math.min(LONGEST_STEP_NANOS, patienceNanos / 8 + 1));
                step(System.nanoTime());
            }
        } catch (InterruptedException e) {
            ended = true;
            end();
        }
    }

    void step(long now) {
        boolean before = late;
        late = now - lookedAt > LONGEST_PAUSE_NANOS;
        // Who is late at each look has to end what is over all the same.
        if (late && !before) {
            lookingSince = now;
        }
        lookedAt = now;
        for (Wait first = waits.peek(); first != null && (first.durable().isDone() || isOver(first, now)); first = waits
                .peek()) {
            waits.remove(first);
            first.durable().completeExceptionally(new TimeoutException("no commit in time"));
        }
    }

    private boolean isOver(Wait wait, long now) {
        long since = wait.since() - lookingSince > 0 ? wait.since() : lookingSince;
        return now - since >= patienceNanos;
    }

    private void end() {
        for (Wait next = waits.poll(); next != null; next = waits.poll()) {
            next.durable().completeExceptionally(new TimeoutException("shutting down"));
        }
    }
}
