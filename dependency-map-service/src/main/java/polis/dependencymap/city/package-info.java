/** The city at a time: its places and roads with their traffic, measured and drawn, as it is or changed on paper. */
@NullMarked
package polis.dependencymap.city;

import org.jspecify.annotations.NullMarked;
