package polis.dependencymap.cycle;

/** An edge within a component, between positions there instead of nodes. */
record WeightedEdge(int number, int from, int to, double weight) {}
