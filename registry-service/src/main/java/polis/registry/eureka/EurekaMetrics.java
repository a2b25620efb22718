package polis.registry.eureka;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;
import polis.registry.lease.LeaseRegistry;

/** Counts what clients do. Heartbeats pass no other instrument: timing each would cost as much as answering it. */
@Component
class EurekaMetrics implements MeterBinder {

    private final LongAdder renewed = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder registered = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void renewed(LeaseRegistry.Renewal renewal) {
        (renewal == LeaseRegistry.Renewal.UNKNOWN ? unknown : renewed).increment();
    }

    void registered() {
        registered.increment();
    }

    void refused() {
        refused.increment();
    }

    void cancelled() {
        cancelled.increment();
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        count(meters, "renewal", "renewed", renewed);
        count(meters, "renewal", "unknown", unknown);
        count(meters, "registration", "registered", registered);
        count(meters, "registration", "refused", refused);
        count(meters, "cancel", "cancelled", cancelled);
    }

    private static void count(MeterRegistry meters, String verb, String outcome, LongAdder adder) {
        FunctionCounter.builder("polis.registry.eureka.calls", adder, LongAdder::doubleValue)
                .description("What Eureka clients asked of this node.").tag("verb", verb).tag("outcome", outcome)
                .register(meters);
    }
}
