/** Chooses the instance that serves a request, as a pure function. */
@NullMarked
@Pure
package polis.gateway.balance;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
