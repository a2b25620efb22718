package polis.problem.slow;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Wakes those who wait for a body that is overdue: they look once more at what came, and judge it then. */
final class SlowReads {

    private static final Duration TICK = Duration.ofMillis(200);

    private final Set<PacedBody> waiting = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;

    void start() {
        thread = Thread.ofPlatform().name("slow-bodies").daemon().start(this::run);
    }

    void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    void add(PacedBody body) {
        waiting.add(body);
    }

    void remove(PacedBody body) {
        waiting.remove(body);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(TICK);
                long now = System.nanoTime();
                waiting.forEach(body -> body.wakeWhenOverdue(now));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
