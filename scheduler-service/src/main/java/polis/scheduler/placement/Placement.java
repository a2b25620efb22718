package polis.scheduler.placement;

/** Where an instance goes. */
public sealed interface Placement {

    /** On this node. */
    record Placed(String node) implements Placement {}

    /** Nowhere at present, as no node has so much free. */
    record NoRoom(long largestFree) implements Placement {}

    /** Nowhere ever, as no node is so large. */
    record TooLarge(String largestNode, long largestMemory) implements Placement {}
}
