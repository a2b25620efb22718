package polis.gateway.listener;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Times requests. Timers are looked up by service and kept: Micrometer's own look-up costs more than adding. */
@Component
class RequestMeters {

    private static final String NO_SERVICE = "none";
    private static final int CLASSES = 6;

    private final MeterRegistry registry;
    private final Map<String, Timer[]> timers = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    Sample begin() {
        return new Sample();
    }

    private Timer[] timers(String service) {
        Timer[] byClass = new Timer[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            byClass[i] = Timer.builder("polis.gateway.requests").tag("service", service)
                    .tag("outcome", i == 0 ? "cancelled" : i + "xx")
                    .description("Requests on the traffic port, from the first byte to the last of the answer")
                    .register(registry);
        }
        return byClass;
    }

    /** One request, from its beginning on. */
    final class Sample {

        private final long begun = System.nanoTime();
        private volatile String service = NO_SERVICE;

        void service(String name) {
            service = name;
        }

        /** @param status 0 when the client was gone before the answer */
        void end(int status) {
            Timer[] byClass = timers.computeIfAbsent(service, RequestMeters.this::timers);
            byClass[Math.clamp(status / 100, 0, CLASSES - 1)].record(Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
