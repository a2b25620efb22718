/** Chooses the instance that serves a request, as a pure function. */
@NullMarked
package polis.gateway.balance;

import org.jspecify.annotations.NullMarked;
