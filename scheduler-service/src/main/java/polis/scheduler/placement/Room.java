package polis.scheduler.placement;

/** What one node has, and what of it is free, in bytes. */
public record Room(String node, long memory, long free) {}
