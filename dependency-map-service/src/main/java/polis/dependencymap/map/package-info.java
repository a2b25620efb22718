/** The map as it is asked for: who calls whom in a time range, how deep, in which cycles, and where it is drawn. */
@NullMarked
package polis.dependencymap.map;

import org.jspecify.annotations.NullMarked;
