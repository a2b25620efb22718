/** Bounds the names on the map: how many there may be, which are admitted, and which are forgotten. */
@NullMarked
package polis.dependencymap.name;

import org.jspecify.annotations.NullMarked;
