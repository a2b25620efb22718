package polis.registry.retention;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.loop.Loop;

// ADR 38
/** Looks every few minutes for what is due to be forgotten. */
@Component
class Retention extends Loop {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final List<Purge> all;

    Retention(List<Purge> all) {
        super("retention", PAUSE);
        this.all = all;
    }

    @Override
    protected Duration step() {
        all.forEach(Retention::purgeOrLater);
        return PAUSE;
    }

    private static void purgeOrLater(Purge purge) {
        try {
            int purged = purge.purge();
            if (purged > 0) {
                log.info("Forgot {} {}.", purged, purge.what());
            }
        } catch (RuntimeException e) {
            log.debug("{} are forgotten later.", purge.what(), e);
        }
    }
}
