/** Finds the route of a request, as a pure function. */
@NullMarked
@Pure
package polis.gateway.match;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
