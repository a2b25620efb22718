/** The dependency graph and its measures: depth, breadth, fan-in, fan-out. */
@NullMarked
@Pure
package polis.dependencymap.graph;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
