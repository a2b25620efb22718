package polis.gateway.forward;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts attempts by service. */
@Component
class AttemptMeters {

    private final MeterRegistry registry;
    private final Map<String, Counter> retries = new ConcurrentHashMap<>();
    private final Map<String, Counter> ejections = new ConcurrentHashMap<>();

    AttemptMeters(MeterRegistry registry) {
        this.registry = registry;
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
}
