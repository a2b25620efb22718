package polis.dependencymap.layout;

/** Where a house stood before: its row, counted from above, among the houses of its column in its district. */
public record Spot(String district, int halfDepth, int row) {}
