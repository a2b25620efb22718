/** Where the other services are, and how closely they are followed. */
@NullMarked
package polis.gateway.peer;

import org.jspecify.annotations.NullMarked;
