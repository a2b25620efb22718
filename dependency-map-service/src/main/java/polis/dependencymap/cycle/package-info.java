/** Finds dependency cycles and the cheapest road to cut. */
@NullMarked
package polis.dependencymap.cycle;

import org.jspecify.annotations.NullMarked;
