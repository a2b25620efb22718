package polis.scheduler.instance;

import java.time.Duration;

/**
 * Which of the time-outs of one instance's health checks count. One that is told late was over while this process stood
 * still. Those told late one after the other count from the third on, so that who is late each time still judges.
 */
// ADR 81
final class Timeouts {

    private static final Duration LATE = Duration.ofSeconds(1);
    private static final int MOST_LATE = 2;

    private int late;

    boolean counts(Duration took, Duration timeout) {
        late = took.compareTo(timeout.plus(LATE)) > 0 ? late + 1 : 0;
        return late == 0 || late > MOST_LATE;
    }

    /** The instance answered. */
    void answered() {
        late = 0;
    }
}
