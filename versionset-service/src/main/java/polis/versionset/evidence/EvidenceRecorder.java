package polis.versionset.evidence;

import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import polis.versionset.revision.RanHealthy;

/** Records which versions ran healthy together, inside the transaction in which the revision becomes healthy. */
@Component
class EvidenceRecorder {

    private final Evidences evidences;
    private final Clock clock;

    EvidenceRecorder(Evidences evidences, Clock clock) {
        this.evidences = evidences;
        this.clock = clock;
    }

    @EventListener
    void record(RanHealthy revision) {
        evidences
                .save(new Evidence(revision.revision(), revision.architecture(), clock.instant(), revision.versions()));
    }

}
