package polis.scheduler.control;

import java.time.Duration;
import java.time.Instant;

/** Since when this scheduler has looked on without a break: what it was not there to see is no verdict on anybody. */
final class Watch {

    /** A machine at load 20 needs seconds for a look. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private Instant since;

    private Instant lookedAt;

    Watch(Instant now) {
        this.since = now;
        this.lookedAt = now;
    }

    /** To be called at each look. */
    Instant look(Instant now) {
        if (now.isAfter(lookedAt.plus(LONGEST_PAUSE))) {
            since = now;
        }
        lookedAt = now;
        return since;
    }
}
