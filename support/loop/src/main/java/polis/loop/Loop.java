package polis.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A step that is done again and again on a virtual thread of its own, so that one that is slow delays no other. It runs
 * while the application does, and may be stopped and started again. A step that throws comes again after a second; the
 * log tells of the first failure in a row, and of their end.
 */
public abstract class Loop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Duration delay;
    private volatile @Nullable Thread thread;
    private volatile boolean failing;

    /** Kept beside the thread's own permit, which whatever a step waits for uses up. */
    private final AtomicBoolean woken = new AtomicBoolean();

    /** A loop whose first step comes at once; the thread has its name. */
    protected Loop(String name) {
        this(name, Duration.ZERO);
    }

    /** A loop whose first step comes after {@code delay}. */
    protected Loop(String name, Duration delay) {
        this.name = name;
        this.delay = delay;
    }

    /** Returns a loop that does {@code work} at once and after each pause. */
    public static Loop every(Duration pause, String name, Runnable work) {
        return new Loop(name) {

            @Override
            protected Duration step() {
                work.run();
                return pause;
            }
        };
    }

    /** Does the work once, and returns the pause until the next time. */
    protected abstract Duration step();

    @Override
    public synchronized void start() {
        if (thread == null) {
            Thread created = Thread.ofVirtual().name(name).unstarted(this::run);
            thread = created;
            created.start();
        }
    }

    /** Interrupts a step that is under way, and does not wait for its end. */
    @Override
    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Ends the pause: the next step comes at once, after the one that may be under way. */
    protected final void wake() {
        woken.set(true);
        LockSupport.unpark(thread);
    }

    private void run() {
        rest(delay);
        while (running()) {
            rest(pause());
        }
    }

    private boolean running() {
        return Thread.currentThread().equals(thread);
    }

    private void rest(Duration pause) {
        long begun = System.nanoTime();
        long left = pause.toNanos();
        while (left > 0 && running() && !woken.getAndSet(false)) {
            LockSupport.parkNanos(this, left);
            left = pause.toNanos() - (System.nanoTime() - begun);
        }
    }

    private Duration pause() {
        try {
            Duration pause = step();
            if (failing) {
                log.info("{} works again", name);
            }
            failing = false;
            return pause;
        } catch (RuntimeException failure) {
            if (failing || !running()) {
                log.debug("{} failed again", name, failure);
            } else {
                log.warn("{} failed and is tried again every second", name, failure);
            }
            failing = true;
            return PAUSE_AFTER_FAILURE;
        }
    }
}
