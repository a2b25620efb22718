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
        long now = System.nanoTime();
        deadlines.step(now);
        assertThat(late).isNotDone();
        for (int second = 1; second <= PATIENCE.toSeconds(); second++) {
            deadlines.step(now + Duration.ofSeconds(second).toNanos());
        }
        assertThat(kept).isCompleted();
        assertThat(late).isCompletedExceptionally();
        var next = added();
        deadlines.step(System.nanoTime());
        assertThat(next).isNotDone();
    }

    @Test
    void whoWasStoppedHasNotWaitedForTheDatabase() {
        var waiting = added();
        long stopped = System.nanoTime();
        deadlines.step(stopped);
        long now = stopped + Duration.ofSeconds(20).toNanos();
        deadlines.step(now);
        assertThat(waiting).isNotDone();
        for (int second = 1; second < PATIENCE.toSeconds(); second++) {
            deadlines.step(now + Duration.ofSeconds(second).toNanos());
        }
        assertThat(waiting).isNotDone();
        deadlines.step(now + PATIENCE.toNanos());
        assertThat(waiting).isCompletedExceptionally();
    }

    @Test
    void whoIsLateAtEachLookEndsWhatIsOverAllTheSame() {
        var waiting = added();
        long now = System.nanoTime();
        deadlines.step(now);
        for (int second = 3; second <= 3 + PATIENCE.toSeconds() + 3; second += 3) {
            deadlines.step(now + Duration.ofSeconds(second).toNanos());
        }
        assertThat(waiting).isCompletedExceptionally();
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
