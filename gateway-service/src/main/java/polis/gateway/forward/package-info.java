/** Forwards a request to an instance, body and all, and tries again where that is safe. */
@NullMarked
package polis.gateway.forward;

import org.jspecify.annotations.NullMarked;
