/**
 * All that is to be said of one place of the city: its numbers, its neighbours, its history, and who suffers without
 * it.
 */
@NullMarked
package polis.dependencymap.place;

import org.jspecify.annotations.NullMarked;
