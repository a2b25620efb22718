package polis.dependencymap.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlinesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Deadlines deadlines = new Deadlines(PATIENCE);

    @BeforeEach
    void begin() {
        deadlines.begin(0);
    }

    @Test
    void endsTheWaitOfThoseWhoseTimeIsOverAndOfNoOthers() {
        var kept = added();
        var late = added();
        kept.complete(null);
        step(1);
        var next = added();
        for (int second = 2; second <= 8; second++) {
            step(second);
            assertThat(late).isNotDone();
        }
        step(9);
        assertThat(kept).isCompleted();
        assertThat(late).isCompletedExceptionally();
        assertThat(next).isNotDone();
        step(10);
        assertThat(next).isCompletedExceptionally();
    }

    @Test
    void theTimeBeforeItBeginsIsNoBreak() {
        deadlines.begin(30_000_000_000L);
        var waiting = added();
        for (int second = 31; second <= 38; second++) {
            step(second);
            assertThat(waiting).isNotDone();
        }
        step(39);
        assertThat(waiting).isCompletedExceptionally();
    }

    @Test
    void whoWasStoppedHasNotWaitedForTheDatabase() {
        var waiting = added();
        step(1);
        step(21);
        for (int second = 22; second <= 34; second++) {
            step(second);
            assertThat(waiting).isNotDone();
        }
        // The second before, the break's two after its respite, and six more.
        step(35);
        assertThat(waiting).isCompletedExceptionally();
    }

    @Test
    void whoIsLateAtEachLookEndsWhatIsOverAllTheSame() {
        var waiting = added();
        for (int look = 1; look <= 30 && !waiting.isDone(); look++) {
            step(3 * look);
        }
        assertThat(waiting).isCompletedExceptionally();
    }

    @Test
    void whoIsStoppedNineSecondsOfTenEndsWhatIsOverAllTheSame() {
        var waiting = added();
        for (int turn = 1; turn <= 12 && !waiting.isDone(); turn++) {
            step(10 * turn - 1);
            step(10 * turn - 0.5);
            step(10 * turn);
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

    private void step(double second) {
        deadlines.step((long) (second * 1e9));
    }

    private CompletableFuture<Void> added() {
        var durable = new CompletableFuture<Void>();
        deadlines.add(durable);
        return durable;
    }
}
