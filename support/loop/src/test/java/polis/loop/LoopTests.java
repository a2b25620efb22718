package polis.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LoopTests {

    private static final Duration NEVER = Duration.ofDays(1);

    private final BlockingQueue<String> steps = new LinkedBlockingQueue<>();
    private @Nullable Loop loop;

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.stop();
        }
    }

    @Test
    void aStepComesAgainAfterThePauseThatItAskedFor() throws InterruptedException {
        loop = Loop.every(Duration.ofMillis(1), "work", () -> steps.add(Thread.currentThread().getName()));
        loop.start();
        assertThat(next()).isEqualTo("work");
        assertThat(next()).isEqualTo("work");
        assertThat(loop.isRunning()).isTrue();
    }

    @Test
    void aStepThatThrowsComesAgainAndIsToldOfOnce(CapturedOutput output) throws InterruptedException {
        loop = Loop.every(NEVER, "work", () -> {
            steps.add("tried");
            if (steps.size() < 3) {
                throw new IllegalStateException("on purpose");
            }
        });
        loop.start();
        await().untilAsserted(() -> assertThat(output.toString()).contains("work works again"));
        assertThat(steps).hasSize(3);
        assertThat(output.toString()).containsOnlyOnce("work failed");
    }

    @Test
    void aPauseEndsWhenItIsWoken() throws InterruptedException {
        loop = Loop.every(NEVER, "work", () -> steps.add("done"));
        loop.start();
        assertThat(next()).isEqualTo("done");
        loop.wake();
        assertThat(next()).isEqualTo("done");
    }

    @Test
    void aStepThatWaitsForSomethingDoesNotMissThatItIsWoken() throws InterruptedException {
        loop = Loop.every(NEVER, "work", () -> {
            if (steps.isEmpty()) {
                loop.wake();
                LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
            }
            steps.add("done");
        });
        loop.start();
        assertThat(next()).isEqualTo("done");
        assertThat(next()).isEqualTo("done");
    }

    @Test
    void theFirstStepComesAfterTheDelay() throws InterruptedException {
        loop = new Loop("work", NEVER) {

            @Override
            protected Duration step() {
                steps.add("done");
                return NEVER;
            }
        };
        loop.start();
        assertThat(steps.poll(50, TimeUnit.MILLISECONDS)).isNull();
        loop.wake();
        assertThat(next()).isEqualTo("done");
    }

    @Test
    void aStopEndsTheStepThatIsUnderWayAndAStartBeginsAnew() throws InterruptedException {
        CountDownLatch forEver = new CountDownLatch(1);
        loop = Loop.every(NEVER, "work", () -> {
            steps.add("begun");
            try {
                forEver.await();
            } catch (InterruptedException stopped) {
                steps.add("stopped");
            }
        });
        loop.start();
        assertThat(next()).isEqualTo("begun");
        loop.stop();
        assertThat(next()).isEqualTo("stopped");
        assertThat(loop.isRunning()).isFalse();
        loop.start();
        assertThat(next()).isEqualTo("begun");
    }

    private @Nullable String next() throws InterruptedException {
        return steps.poll(30, TimeUnit.SECONDS);
    }
}
