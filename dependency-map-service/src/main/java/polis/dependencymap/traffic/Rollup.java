package polis.dependencymap.traffic;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sums up minutes by the hour and hours by the day once they are over, and again whenever late traffic came in. What is
 * due is a table: a restart goes on where the last life was stopped.
 */
@Component
class Rollup {

    private static final Logger log = LoggerFactory.getLogger(Rollup.class);
    /** Most of what is late has come by then, so that most hours are made once. */
    private static final Duration LATENESS = Duration.ofMinutes(3);

    private final TrafficSums sums;
    private final RollupWriter writer;
    private final InstantSource clock;

    Rollup(TrafficSums sums, RollupWriter writer, InstantSource clock) {
        this.sums = sums;
        this.writer = writer;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            long settled = clock.instant().minus(LATENESS).getEpochSecond() / 60;
            for (int hour : sums.dueBefore(Resolution.HOUR, (int) (settled / Resolution.HOUR.minutes()))) {
                writer.make(Resolution.HOUR, Resolution.MINUTE, hour);
            }
            int lastDay = Math.min((int) (settled / Resolution.DAY.minutes()),
                    Math.floorDiv(sums.firstDue(Resolution.HOUR), 24));
            for (int day : sums.dueBefore(Resolution.DAY, lastDay)) {
                writer.make(Resolution.DAY, Resolution.HOUR, day);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Hours and days are summed up later: {}", e.getMessage());
        }
    }
}
