package polis.gateway.traffic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts requests and tries. Meters are looked up by service and kept: Micrometer's own look-up costs more than adding.
 */
@Component
class TrafficMeters {

    private static final String NO_SERVICE = "none";

    private static final int CLASSES = 6;

    private final MeterRegistry registry;

    private final Map<String, Timer[]> requests = new ConcurrentHashMap<>();

    private final Map<String, Counter> retries = new ConcurrentHashMap<>();

    private final Map<String, Counter> ejections = new ConcurrentHashMap<>();

    TrafficMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param status 0 when the client was gone before the answer */
    void request(@Nullable String service, int status, long nanos) {
        Timer[] byClass = requests.computeIfAbsent(service == null ? NO_SERVICE : service, this::timers);
        byClass[Math.clamp(status / 100, 0, CLASSES - 1)].record(Duration.ofNanos(nanos));
    }

    void retry(String service) {
        retries.computeIfAbsent(service, name -> Counter.builder("polis.gateway.retries").tag("service", name)
                .description("Second and further tries").register(registry)).increment();
    }

    void ejection(String service) {
        ejections
                .computeIfAbsent(service, name -> Counter.builder("polis.gateway.ejections").tag("service", name)
                        .description("Instances taken out because they accept no connection").register(registry))
                .increment();
    }

    private Timer[] timers(String service) {
        Timer[] timers = new Timer[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            timers[i] = Timer.builder("polis.gateway.requests").tag("service", service)
                    .tag("outcome", i == 0 ? "cancelled" : i + "xx")
                    .description("Requests on the traffic port, from the first byte to the last of the answer")
                    .register(registry);
        }
        return timers;
    }
}
