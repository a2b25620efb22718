/** Finds the route of a request, as a pure function. */
@NullMarked
package polis.gateway.match;

import org.jspecify.annotations.NullMarked;
