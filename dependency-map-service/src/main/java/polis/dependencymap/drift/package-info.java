/** Finds where the map differs from what is declared: dead declarations, undeclared edges, tier inversions. */
@NullMarked
package polis.dependencymap.drift;

import org.jspecify.annotations.NullMarked;
