/** Compares the map with what it would be after changes: edges cut, topics and services added. */
@NullMarked
package polis.dependencymap.whatif;

import org.jspecify.annotations.NullMarked;
