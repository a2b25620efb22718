/** Places the graph on a plane, as a pure function. */
@NullMarked
package polis.dependencymap.layout;

import org.jspecify.annotations.NullMarked;
