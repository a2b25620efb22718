package polis.scheduler.node;

import java.util.function.LongSupplier;
import org.springframework.util.unit.DataSize;
import polis.scheduler.cluster.Node;

/** A machine whose memory changes. */
public final class SimulatedNode extends LocalNode {

    private final LongSupplier memory;

    public SimulatedNode(LongSupplier memory) {
        super(new NodeSettings("local", DataSize.ofBytes(1)));
        this.memory = memory;
    }

    @Override
    public Node node() {
        return new Node("local", memory.getAsLong());
    }
}
