package polis.dependencymap.layout;

/** Where a house stood before: its row within its district, counted from above. */
public record Spot(String district, int row) {}
