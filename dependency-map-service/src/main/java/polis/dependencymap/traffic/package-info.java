/** Counts the calls over each edge in each minute, how many failed and how long they took. */
@NullMarked
package polis.dependencymap.traffic;

import org.jspecify.annotations.NullMarked;
