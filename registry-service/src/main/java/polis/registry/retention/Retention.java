package polis.registry.retention;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks every few minutes for what is due to be forgotten. */
@Component
class Retention implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final List<Expiring> all;
    private CountDownLatch stopping = new CountDownLatch(0);
    private @Nullable Thread thread;

    Retention(List<Expiring> all) {
        this.all = all;
    }

    @Override
    public void start() {
        var latch = new CountDownLatch(1);
        stopping = latch;
        thread = Thread.ofVirtual().name("retention").start(() -> run(latch));
    }

    private void run(CountDownLatch stop) {
        try {
            while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                all.forEach(Retention::purgeOrLater);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void purgeOrLater(Expiring expiring) {
        try {
            int purged = expiring.purge();
            if (purged > 0) {
                log.info("Forgot {} {}.", purged, expiring.what());
            }
        } catch (RuntimeException e) {
            log.debug("{} are forgotten later.", expiring.what(), e);
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
