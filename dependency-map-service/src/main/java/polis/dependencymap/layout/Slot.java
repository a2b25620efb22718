package polis.dependencymap.layout;

/** Where a node stood before: its row, counted from above, among the nodes of its column in its district. */
public record Slot(String district, int halfDepth, int row) {}
