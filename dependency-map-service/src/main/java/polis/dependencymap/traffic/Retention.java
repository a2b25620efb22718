package polis.dependencymap.traffic;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes traffic that is older than it is kept. */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final TrafficBuckets buckets;
    private final TrafficSettings settings;
    private final InstantSource clock;

    Retention(TrafficBuckets buckets, TrafficSettings settings, InstantSource clock) {
        this.buckets = buckets;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            long oldest = clock.instant().minus(settings.retention()).getEpochSecond() / 60;
            buckets.forgetBefore((int) oldest);
        } catch (DataAccessException e) {
            log.warn("Old traffic is not deleted this time: {}", e.getMessage());
        }
    }
}
