package polis.versionset.compatibility;

import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import polis.versionset.revision.RanHealthy;

/** Keeps what production proved: inside the transaction in which the revision turns out healthy. */
@Component
class Witness {

    private final Evidences evidences;
    private final Clock clock;

    Witness(Evidences evidences, Clock clock) {
        this.evidences = evidences;
        this.clock = clock;
    }

    @EventListener
    void saw(RanHealthy revision) {
        evidences
                .save(new Evidence(revision.revision(), revision.architecture(), clock.instant(), revision.versions()));
    }

}
