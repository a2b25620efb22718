/** Which names are on the map: how many there may be, who is let in when room is short, and who is forgotten. */
@NullMarked
package polis.dependencymap.census;

import org.jspecify.annotations.NullMarked;
