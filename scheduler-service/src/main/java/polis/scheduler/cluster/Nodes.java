package polis.scheduler.cluster;

import java.util.List;

/** The machines that instances may be placed on. */
@FunctionalInterface
public interface Nodes {

    List<Node> all();
}
