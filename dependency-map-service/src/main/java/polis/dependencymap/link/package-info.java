/** Turns the spans of a trace into calls between services, as a pure function. */
@NullMarked
package polis.dependencymap.link;

import org.jspecify.annotations.NullMarked;
