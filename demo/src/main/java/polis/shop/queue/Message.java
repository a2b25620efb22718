package polis.shop.queue;

import java.util.Map;

/**
 * What travels on the queue.
 *
 * @param headers carry the trace context from the producer to the consumer
 */
public record Message(String topic, Map<String, String> headers, Map<String, Object> body) {}
