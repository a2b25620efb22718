/** Nodes the graph on a plane, as a pure function. */
@NullMarked
@Pure
package polis.dependencymap.layout;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
