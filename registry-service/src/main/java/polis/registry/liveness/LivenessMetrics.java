package polis.registry.liveness;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import polis.registry.suspicion.LocalHealth;
import polis.registry.suspicion.ProbeResult;

/** Counts probes by result, and how late this process was and how often. */
@Component
class LivenessMetrics {

    private final MeterRegistry meters;
    private final Timer looks;
    private final Timer requests;

    LivenessMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.looks = late("look");
        this.requests = late("request");
    }

    private Timer late(String of) {
        return Timer.builder("polis.registry.local.health.late").tag("of", of).description(
                "By how much the look for lapsed leases came late, and how long a request to the own port waited.")
                .register(meters);
    }

    void late(long lookMillis, long requestMillis) {
        looks.record(lookMillis, TimeUnit.MILLISECONDS);
        requests.record(requestMillis, TimeUnit.MILLISECONDS);
    }

    void degraded(LocalHealth.Cause cause) {
        Counter.builder("polis.registry.local.health.degraded").tag("cause", slug(cause.name()))
                .description("Looks at which this process knew that it received requests late.").register(meters)
                .increment();
    }

    void probed(ProbeResult result) {
        Counter.builder("polis.registry.liveness.probes").tag("result", slug(result.getClass().getSimpleName()))
                .description("Suspects that were probed.").register(meters).increment();
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
