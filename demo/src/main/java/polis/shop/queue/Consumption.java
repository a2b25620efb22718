package polis.shop.queue;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Handles a message inside a span that continues its producer's trace. */
@Component
public class Consumption {

    private final ObservationRegistry observations;

    Consumption(ObservationRegistry observations) {
        this.observations = observations;
    }

    public void of(Message message, Runnable handling) {
        ReceiverContext<Map<String, String>> context = new ReceiverContext<>(
                (carrier, key) -> Objects.requireNonNull(carrier).get(key), Kind.CONSUMER);
        context.setCarrier(message.headers());
        context.setRemoteServiceName(Topic.BROKER);
        Topic.observation("process", message.topic(), context, observations).observe(handling);
    }

}
