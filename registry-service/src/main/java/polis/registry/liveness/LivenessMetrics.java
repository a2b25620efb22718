package polis.registry.liveness;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import polis.registry.suspicion.Hearing;
import polis.registry.suspicion.Reply;

/** Counts questions by their replies, and how late this process was and how often. */
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
        return Timer.builder("polis.registry.hearing.late").tag("of", of).description(
                "By how much the look for lapsed leases came late, and how long a request to the own port waited.")
                .register(meters);
    }

    void late(long lookMillis, long requestMillis) {
        looks.record(lookMillis, TimeUnit.MILLISECONDS);
        requests.record(requestMillis, TimeUnit.MILLISECONDS);
    }

    void bad(Hearing.Cause cause) {
        Counter.builder("polis.registry.hearing.bad").tag("cause", word(cause.name()))
                .description("Looks at which this process knew that it heard badly.").register(meters).increment();
    }

    void replied(Reply reply) {
        Counter.builder("polis.registry.liveness.questions").tag("reply", word(reply.getClass().getSimpleName()))
                .description("Instances that were asked whether they live.").register(meters).increment();
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
