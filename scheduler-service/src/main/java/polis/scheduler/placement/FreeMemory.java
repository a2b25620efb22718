package polis.scheduler.placement;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Node;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.ServiceTarget;

/** The memory of the nodes, and what of it no instance has reserved, in bytes. */
public final class FreeMemory {

    private final Collection<Node> nodes;
    private final Map<String, Long> free = new TreeMap<>();

    public FreeMemory(Collection<Node> nodes, Collection<Instance> instances) {
        this.nodes = List.copyOf(nodes);
        nodes.forEach(node -> free.put(node.name(), node.memory()));
        instances.stream().filter(instance -> instance.phase() != Phase.GONE)
                .forEach(instance -> reserve(instance.endpoint().node(), instance.target().memory()));
    }

    /** Picks the node with the least free memory that takes it, so that room for large ones is kept (best fit). */
    public Placement place(long memory) {
        Node largest = nodes.stream().max(Comparator.comparingLong(Node::memory)).orElseGet(() -> new Node("", 0));
        if (memory > largest.memory()) {
            return new Placement.TooLarge(largest.name(), largest.memory());
        }
        return free.entrySet().stream().filter(node -> node.getValue() >= memory)
                .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .<Placement>map(node -> new Placement.Placed(node.getKey()))
                .orElseGet(() -> new Placement.NoRoom(largest()));
    }

    public void reserve(String node, long memory) {
        free.computeIfPresent(node, (name, before) -> before - memory);
    }

    /** What the node has left; nothing where more was reserved than it has now. */
    public long on(String node) {
        return Math.max(0, free.getOrDefault(node, 0L));
    }

    /** The most that one node has left. */
    public long largest() {
        return free.keySet().stream().mapToLong(this::on).max().orElse(0);
    }

    /** Adds up what all instances of these services need, and what the nodes have. */
    public static Sum together(Collection<ServiceTarget> services, Collection<Node> nodes) {
        return new Sum(services.stream().mapToLong(service -> service.instances() * service.memory()).sum(),
                nodes.stream().mapToLong(Node::memory).sum());
    }

    /** What all instances of some services need, and what all nodes have. */
    public record Sum(long needed, long memory) {

        public boolean fits() {
            return needed <= memory;
        }
    }
}
