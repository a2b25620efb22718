/** Turns the spans of a trace into calls between services, as a pure function. */
@NullMarked
@Pure
package polis.dependencymap.link;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
