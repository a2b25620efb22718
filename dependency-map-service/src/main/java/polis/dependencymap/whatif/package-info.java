/** Tries changes on paper: the map with roads cut, topics and services added, beside the one as it is. */
@NullMarked
package polis.dependencymap.whatif;

import org.jspecify.annotations.NullMarked;
