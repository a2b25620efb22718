package polis.shop.queue;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/**
 * Publishes to one topic. A message is accepted at once and delivered soon after, in order, and tried again until the
 * consumer takes it: at least once. Messages are kept in memory, at most {@value #CAPACITY} of them.
 */
public class Producer implements SmartLifecycle {

    static final int CAPACITY = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Producer.class);
    private static final Duration RETRY_AFTER = Duration.ofMillis(250);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(5);

    private final String topic;
    private final String consumer;
    private final RestClient client;
    private final ObservationRegistry observations;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>(CAPACITY);
    private volatile boolean running;
    private @Nullable Thread delivery;

    /** Creates the producer of one topic, which the service {@code consumer} handles. */
    public Producer(String topic, String consumer, RestClient.Builder loadBalanced, ObservationRegistry observations) {
        this.topic = topic;
        this.consumer = consumer;
        this.client = loadBalanced.build();
        this.observations = observations;
    }

    public void publish(Map<String, Object> body) {
        Map<String, String> headers = new HashMap<>();
        SenderContext<Map<String, String>> context = new SenderContext<>(
                (carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value), Kind.PRODUCER);
        context.setCarrier(headers);
        context.setRemoteServiceName(Topic.BROKER);
        Topic.observation("publish", topic, context, observations).observe(() -> {
            if (!messages.offer(new Message(topic, Map.copyOf(headers), body))) {
                throw new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR,
                        "Too many messages wait on " + topic);
            }
        });
    }

    private void deliverAll() {
        try {
            while (running || !messages.isEmpty()) {
                Message message = messages.poll(100, TimeUnit.MILLISECONDS);
                while (message != null && !isTaken(message)) {
                    Thread.sleep(RETRY_AFTER);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTaken(Message message) {
        try {
            client.post().uri("http://" + consumer + "/queue/" + topic).body(message).retrieve().toBodilessEntity();
            return true;
        } catch (RestClientException unreachable) {
            log.debug("{} did not take a message yet: {}", consumer, unreachable.toString());
            return false;
        }
    }

    @Override
    public void start() {
        running = true;
        delivery = Thread.ofVirtual().name("delivery-" + topic).start(this::deliverAll);
    }

    @Override
    public void stop() {
        running = false;
        try {
            if (delivery != null && !delivery.join(PATIENCE_AT_THE_END)) {
                log.warn("{} messages on {} are lost: {} did not take them in time", messages.size() + 1, topic,
                        consumer);
                delivery.interrupt();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the web server has answered its last request, before the load balancer goes. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE / 2;
    }

}
