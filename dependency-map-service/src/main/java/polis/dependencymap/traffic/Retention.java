package polis.dependencymap.traffic;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Deletes traffic that is older than it is kept, at each resolution. */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final TrafficSums sums;

    Retention(TrafficSums sums) {
        this.sums = sums;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            // Nothing goes before the sum that is made of it is there.
            int minute = Math.min(sums.keptFrom(Resolution.MINUTE), firstOf(sums.firstDue(Resolution.HOUR), 60));
            sums.forgetBefore(Resolution.MINUTE, minute);
            int hour = Math.min(sums.keptFrom(Resolution.HOUR), firstOf(sums.firstDue(Resolution.DAY), 24));
            sums.forgetBefore(Resolution.HOUR, hour);
            sums.forgetBefore(Resolution.DAY, sums.keptFrom(Resolution.DAY));
        } catch (DataAccessException | TransactionException e) {
            log.warn("Old traffic is not deleted this time: {}", e.getMessage());
        }
    }

    private static int firstOf(int bucket, int parts) {
        return (int) Math.min(Integer.MAX_VALUE, (long) bucket * parts);
    }
}
