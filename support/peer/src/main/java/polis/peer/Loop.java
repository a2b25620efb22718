package polis.peer;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a step again and again on a virtual thread of its own, with the pause that each step asks for. */
public final class Loop {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration PAUSE_AFTER_DEFECT = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<Duration> step;
    private volatile @Nullable Thread thread;

    public Loop(String name, Supplier<Duration> step) {
        this.name = name;
        this.step = step;
    }

    public synchronized void start() {
        if (thread == null) {
            Thread created = Thread.ofVirtual().name(name).unstarted(this::run);
            thread = created;
            created.start();
        }
    }

    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    public boolean running() {
        return thread != null;
    }

    /** Ends the pause: the next step comes at once, after the one that may be under way. */
    public void nudge() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (Thread.currentThread().equals(thread)) {
            LockSupport.parkNanos(this, pause().toNanos());
        }
    }

    private Duration pause() {
        try {
            return step.get();
        } catch (RuntimeException defect) {
            if (running()) {
                log.error("The step of {} failed; it goes on.", name, defect);
            }
            return PAUSE_AFTER_DEFECT;
        }
    }
}
