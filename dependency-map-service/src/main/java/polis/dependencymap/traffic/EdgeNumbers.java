package polis.dependencymap.traffic;

/** An edge by the numbers of its ends. */
record EdgeNumbers(int caller, int callee, boolean asynchronous) {}
