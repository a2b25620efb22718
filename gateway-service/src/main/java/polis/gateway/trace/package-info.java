/** Spans for the requests that pass, in the traces of their callers. */
@NullMarked
package polis.gateway.trace;

import org.jspecify.annotations.NullMarked;
