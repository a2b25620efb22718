/** Finds dependency cycles and the cheapest edge to cut. */
@NullMarked
@Pure
package polis.dependencymap.cycle;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
