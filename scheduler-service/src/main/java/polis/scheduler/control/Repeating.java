package polis.scheduler.control;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does something again and again, on a thread of its own, so that one that is slow delays nobody. */
final class Repeating implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Repeating.class);

    private final String name;
    private final Duration interval;
    private final Runnable task;

    @Nullable
    private Thread thread;

    Repeating(String name, Duration interval, Runnable task) {
        this.name = name;
        this.interval = interval;
        this.task = task;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                task.run();
            } catch (RuntimeException failed) {
                log.warn("The {} task failed and is tried again: {}", name, failed.toString());
                log.debug("The {} task failed", name, failed);
            }
            try {
                Thread.sleep(interval);
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
