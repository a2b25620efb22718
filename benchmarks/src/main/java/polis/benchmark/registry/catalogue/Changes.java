package polis.benchmark.registry.catalogue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Twenty transitions a second, so that no answer can be reused for long. */
final class Changes implements AutoCloseable {

    private static final long PAUSE_MILLIS = 50;

    private final LargeRegistry registry;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Exception failure;
    private volatile boolean changed;

    Changes(LargeRegistry registry) {
        this.registry = registry;
        this.thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        try {
            for (int change = 0; !stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); change++) {
                String service = LargeRegistry.service(change / 2 % 100);
                registry.move(service, change % 2 == 0 ? "UPDATE" : "RUN");
                changed = true;
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    /** Throws when nothing changed meanwhile. */
    void check() {
        if (failure != null || !changed) {
            throw new IllegalStateException("nothing changed meanwhile", failure);
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
