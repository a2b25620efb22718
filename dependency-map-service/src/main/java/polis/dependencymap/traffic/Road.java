package polis.dependencymap.traffic;

/** A way from one place to another. */
public record Road(Node from, Node to, boolean asynchronous) {}
