package polis.shop.queue;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/** The names by which a tracing system knows a topic. */
final class Topic {

    static final String BROKER = "shop-broker";

    private Topic() {}

    static Observation observation(String verb, String topic, Observation.Context context,
            ObservationRegistry observations) {
        return Observation.createNotStarted("shop.queue." + verb, () -> context, observations)
                .contextualName(verb + " " + topic).lowCardinalityKeyValue("messaging.system", BROKER)
                .lowCardinalityKeyValue("messaging.operation", verb)
                .lowCardinalityKeyValue("messaging.destination.name", topic);
    }

}
