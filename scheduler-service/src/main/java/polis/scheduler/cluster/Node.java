package polis.scheduler.cluster;

/** A machine that instances may be placed on, and the bytes of memory that they may reserve there. */
public record Node(String name, long memory) {}
