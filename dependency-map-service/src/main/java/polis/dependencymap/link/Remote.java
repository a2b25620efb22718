package polis.dependencymap.link;

/**
 * What a span says about the other side of its call. Brokers that name no topic are of type {@link NodeType#BROKER}.
 */
public record Remote(String name, NodeType type) {

    boolean isTopic() {
        return type == NodeType.TOPIC;
    }
}
