package polis.dependencymap.traffic;

/** An edge from one node to another. */
public record EdgeKey(Node from, Node to, boolean asynchronous) {}
