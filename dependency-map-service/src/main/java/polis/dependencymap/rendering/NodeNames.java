package polis.dependencymap.rendering;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.Totals;

/**
 * Which node on the map a name stands for. What a client calls its remote service is that service if there is one of
 * the name; a host is a node only if it names a service or has a public name: nothing is made up.
 */
final class NodeNames {

    private final Set<String> services;

    NodeNames(Set<String> catalogued, Totals totals) {
        services = new HashSet<>(catalogued);
        totals.services().keySet().forEach(node -> services.add(node.name()));
        totals.edges().keySet().forEach(edge -> {
            addService(edge.from());
            addService(edge.to());
        });
    }

    private void addService(Node node) {
        if (node.type() == NodeType.SERVICE) {
            services.add(node.name());
        }
    }

    boolean isService(String name) {
        return services.contains(name);
    }

    /** Returns the node, or null if it has none. */
    @Nullable
    Node nodeOf(Node node) {
        return switch (node.type()) {
            case SERVICE -> node;
            case EXTERNAL -> isService(node.name()) ? new Node(node.name(), NodeType.SERVICE) : node;
            case HOST -> nodeOfHost(node.name());
            // Edges go by names: where a topic is called like a service, it has to give way.
            case TOPIC, BROKER, DATABASE, CACHE ->
                isService(node.name()) ? new Node(node.name() + " (" + typeName(node.type()) + ")", node.type()) : node;
        };
    }

    static String typeName(NodeType type) {
        return switch (type) {
            case SERVICE -> "service";
            case TOPIC -> "topic";
            case BROKER -> "broker";
            case DATABASE -> "database";
            case CACHE -> "cache";
            case EXTERNAL, HOST -> "external";
        };
    }

    private @Nullable Node nodeOfHost(String host) {
        if (isService(host)) {
            return new Node(host, NodeType.SERVICE);
        }
        boolean inTheWorld = host.contains(".")
                && !host.matches(".*\\.(local|internal|lan|home|localdomain|test|invalid)");
        return inTheWorld ? new Node(host, NodeType.EXTERNAL) : null;
    }
}
