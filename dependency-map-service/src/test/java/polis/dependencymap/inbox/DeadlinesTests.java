package polis.dependencymap.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeadlinesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Deadlines deadlines = new Deadlines(PATIENCE);

    @Test
    void endsTheWaitOfThoseWhoseTimeIsOverAndOfNoOthers() {
        var kept = added();
        var late = added();
        kept.complete(null);
        deadlines.step(System.nanoTime());
        assertThat(late).isNotDone();
        deadlines.step(System.nanoTime() + PATIENCE.toNanos());
        assertThat(kept).isCompleted();
        assertThat(late).isCompletedExceptionally();
        var next = added();
        deadlines.step(System.nanoTime());
        assertThat(next).isNotDone();
    }

    @Test
    void nobodyWaitsForAServiceThatHasStopped() throws InterruptedException {
        Thread thread = Thread.ofPlatform().start(deadlines);
        var before = added();
        thread.interrupt();
        thread.join();
        assertThat(before).isCompletedExceptionally();
        assertThat(added()).isCompletedExceptionally();
    }

    private CompletableFuture<Void> added() {
        var durable = new CompletableFuture<Void>();
        deadlines.add(durable);
        return durable;
    }
}
