package polis.registry.liveness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import polis.registry.name.ServiceName;
import polis.registry.suspicion.Hearing;
import polis.registry.suspicion.Reply;

/** What this node knows of those whom it does not hear, and of its own hearing. */
@Component
public class LivenessReport implements MeterBinder {

    /** Bad hearing is told of for so long after it was noticed last. */
    static final long LATELY = 30_000;

    private final LeaseWatch watch;

    LivenessReport(LeaseWatch watch) {
        this.watch = watch;
    }

    /** How many instances of a service are suspects, and how many of those answered when they were asked last. */
    public record Suspects(int all, int answering) {

        private Suspects and(Suspects more) {
            return new Suspects(all + more.all, answering + more.answering);
        }
    }

    /** By service, in the order of their names; none without suspects. */
    public Map<String, Suspects> suspects() {
        var byService = new TreeMap<String, Suspects>();
        for (Suspect suspect : watch.suspects()) {
            String service = ServiceName.of(suspect.lapse().app());
            // The first question tells most of them apart from those that ended.
            if (service != null && suspect.last() != null) {
                byService.merge(service, new Suspects(1, suspect.last() instanceof Reply.Answered ? 1 : 0),
                        Suspects::and);
            }
        }
        return byService;
    }

    /** Why this node heard badly lately, as a clause; empty where it did not. A node that starts is no news. */
    public Optional<String> badHearing() {
        Hearing.Cause cause = watch.badWithin(LATELY);
        return cause == null ? Optional.empty() : switch (cause) {
            case STARTING -> Optional.empty();
            case LATE_TICK -> Optional.of("it stood still or was starved of processor time, or its clock was set");
            case LATE_REQUEST -> Optional.of("requests wait too long before it takes them");
            case MANY_LAPSES -> Optional.of("too large a share of the leases lapsed at once");
        };
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("polis.registry.suspects", watch, all -> all.suspects().size())
                .description("Instances that did not renew in time and are not known to have ended.").register(meters);
        Gauge.builder("polis.registry.hearing", watch, ear -> ear.badWithin(LATELY) == null ? 1 : 0)
                .description("1 while this node hears well, 0 while it counts silence against nobody.")
                .register(meters);
    }
}
