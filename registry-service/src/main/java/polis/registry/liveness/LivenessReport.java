package polis.registry.liveness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import polis.registry.name.ServiceName;
import polis.registry.suspicion.LocalHealth;
import polis.registry.suspicion.ProbeResult;

/** Reports the suspects of this node and its own local health. */
@Component
public class LivenessReport implements MeterBinder {

    private final FailureDetector detector;

    LivenessReport(FailureDetector detector) {
        this.detector = detector;
    }

    /** How many instances of a service are suspects, and how many of those answered when they were asked last. */
    public record Suspects(int all, int answering) {

        private Suspects and(Suspects more) {
            return new Suspects(all + more.all, answering + more.answering);
        }
    }

    /** Returns the suspects by service, in the order of the names; no service without suspects. */
    public Map<String, Suspects> suspects() {
        var byService = new TreeMap<String, Suspects>();
        for (Suspect suspect : detector.suspects()) {
            String service = ServiceName.of(suspect.lapse().key().app());
            // The first question tells most of them apart from those that ended.
            if (service != null && suspect.last() != null) {
                byService.merge(service, new Suspects(1, suspect.last() instanceof ProbeResult.Answered ? 1 : 0),
                        Suspects::and);
            }
        }
        return byService;
    }

    /** Returns why this node was degraded lately, as a clause; empty where it was not or has just started. */
    public Optional<String> degradation() {
        LocalHealth.Cause cause = detector.degradedWithin(FailureDetector.LATELY);
        return cause == null ? Optional.empty() : switch (cause) {
            case STARTING -> Optional.empty();
            case LATE_TICK -> Optional.of("it stood still or was starved of processor time, or its clock was set");
            case LATE_REQUEST -> Optional.of("requests wait too long before it accepts them");
            case MANY_LAPSES -> Optional.of("too large a share of the leases lapsed at once");
        };
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("polis.registry.suspects", detector, all -> all.suspects().size())
                .description("Instances that did not renew in time and are not known to have ended.").register(meters);
        Gauge.builder("polis.registry.local.health", detector,
                own -> own.degradedWithin(FailureDetector.LATELY) == null ? 1 : 0)
                .description(
                        "1 while this node receives requests in time, 0 while it ends no lease for missed renewals.")
                .register(meters);
    }
}
