package polis.dependencymap.cycle;

/** An edge within a component, between positions there instead of nodes. */
record Arc(int edge, int from, int to, double weight) {}
