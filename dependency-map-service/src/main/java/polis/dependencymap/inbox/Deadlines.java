package polis.dependencymap.inbox;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import polis.clock.Attention;

// ADR 81
/**
 * Ends the wait of those whose spans take too long to be kept. One thread looks for them now and then: a timer for each
 * request, that is never due but when the database is away, costs two switches of the processor.
 */
final class Deadlines implements Runnable {

    private static final long LONGEST_STEP_NANOS = 250_000_000;
    /** Between two looks. After a longer one the database's answer may be there and nobody has read it yet. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** @param since the time that we had looked on when it began */
    private record Wait(CompletableFuture<Void> durable, long since) {}

    private final Duration patience;
    private final long patienceNanos;
    private final long stepNanos;
    /** In the order in which they end, for all are as long. */
    private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();
    private volatile Attention attention;
    private volatile boolean ended;

    Deadlines(Duration patience) {
        this.patience = patience;
        this.patienceNanos = patience.toNanos();
        this.stepNanos = Math.min(LONGEST_STEP_NANOS, patienceNanos / 8 + 1);
        this.attention = new Attention(LONGEST_PAUSE, patience, System.nanoTime());
    }

    /** Begins to look on: what has passed since it was made is no break. */
    void begin(long now) {
        attention = new Attention(LONGEST_PAUSE, patience, now);
    }

    void add(CompletableFuture<Void> durable) {
        waits.add(new Wait(durable, attention.lookedOn()));
        if (ended) {
            end();
        }
    }

    @Override
    public void run() {
        ended = false;
        begin(System.nanoTime());
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(stepNanos);
                step(System.nanoTime());
            }
        } catch (InterruptedException e) {
            ended = true;
            end();
        }
    }

    void step(long now) {
        long lookedOn = attention.look(now);
        for (Wait first = waits.peek(); first != null
                && (first.durable().isDone() || isOver(first, lookedOn)); first = waits.peek()) {
            waits.remove(first);
            first.durable().completeExceptionally(new TimeoutException("no commit in time"));
        }
    }

    /** It may have begun right before the look after that of its time. */
    private boolean isOver(Wait wait, long lookedOn) {
        return lookedOn - wait.since() >= patienceNanos + stepNanos;
    }

    private void end() {
        for (Wait next = waits.poll(); next != null; next = waits.poll()) {
            next.durable().completeExceptionally(new TimeoutException("shutting down"));
        }
    }
}
