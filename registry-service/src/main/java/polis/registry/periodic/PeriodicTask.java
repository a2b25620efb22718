package polis.registry.periodic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that is done again and again until it is stopped, with a pause before each time. It may be started anew. */
public final class PeriodicTask {

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private CountDownLatch stopping = new CountDownLatch(0);
    private volatile boolean running;

    /**
     * Makes a task that is not started yet.
     *
     * @param name of its thread
     * @param work must not throw: it handles its failures itself
     */
    public PeriodicTask(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    /** Starts it; the first run is after a pause. */
    public void start() {
        running = true;
        var end = new CountDownLatch(1);
        stopping = end;
        Thread.ofVirtual().name(name).start(() -> run(end));
    }

    private void run(CountDownLatch end) {
        try {
            while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                work.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void stop() {
        running = false;
        stopping.countDown();
    }

    public boolean isRunning() {
        return running;
    }
}
