package polis.scheduler.placement;

import java.util.Collection;
import java.util.Comparator;

/** Where an instance goes. */
public sealed interface Placement {

    /** On this node. */
    record Placed(String node) implements Placement {}

    /** Nowhere at present, as no node has so much free. */
    record NoRoom(long largestFree) implements Placement {}

    /** Nowhere ever, as no node is so large. */
    record TooLarge(String largestNode, long largestMemory) implements Placement {}

    /**
     * Picks the node with the least free memory that still takes it, so that room for large ones is kept (best fit).
     */
    static Placement of(long memory, Collection<Room> rooms) {
        Room largest = rooms.stream().max(Comparator.comparingLong(Room::memory)).orElseGet(() -> new Room("", 0, 0));
        if (memory > largest.memory()) {
            return new TooLarge(largest.node(), largest.memory());
        }
        return rooms.stream().filter(room -> room.free() >= memory)
                .min(Comparator.comparingLong(Room::free).thenComparing(Room::node))
                .<Placement>map(room -> new Placed(room.node()))
                .orElseGet(() -> new NoRoom(rooms.stream().mapToLong(Room::free).max().orElse(0)));
    }

    /** What one node has, and what of it is free, in bytes. */
    public record Room(String node, long memory, long free) {}
}
