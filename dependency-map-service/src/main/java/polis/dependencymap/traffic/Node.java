package polis.dependencymap.traffic;

import polis.dependencymap.link.NodeType;

/** A node that traffic comes from or goes to. */
public record Node(String name, NodeType type) {}
