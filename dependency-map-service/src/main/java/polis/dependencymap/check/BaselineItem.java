package polis.dependencymap.check;

import java.time.Instant;

/** A baseline without its edges, of which it says how many there are. */
record BaselineItem(String name, Instant takenAt, String takenBy, int edges) {}
