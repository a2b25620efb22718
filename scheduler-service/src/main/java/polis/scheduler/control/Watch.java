package polis.scheduler.control;

import java.time.Duration;
import java.time.Instant;

/**
 * Since when this scheduler has looked on without a break: what it was not there to see is no verdict on anybody. Of breaks that
 * follow each other only the first counts: who is late at each look has to decide all the same.
 */
final class Watch {

    /** A machine at load 20 needs seconds for a look. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private Instant since;

    private Instant lookedAt;

    private boolean late;

    Watch(Instant now) {
        this.since = now;
        this.lookedAt = now;
    }

    /** To be called at each look. */
    Instant look(Instant now) {
        boolean before = late;
        late = now.isAfter(lookedAt.plus(LONGEST_PAUSE));
        if (late && !before) {
            since = now;
        }
        lookedAt = now;
        return since;
    }
}
