package polis.registry.retention;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.registry.periodic.PeriodicTask;

// ADR 38
/** Looks every few minutes for what is due to be forgotten. */
@Component
class Retention implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final PeriodicTask task;

    Retention(List<Expiring> all) {
        this.task = new PeriodicTask("retention", PAUSE, () -> all.forEach(Retention::purgeOrLater));
    }

    @Override
    public void start() {
        task.start();
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
        task.stop();
    }

    @Override
    public boolean isRunning() {
        return task.isRunning();
    }
}
