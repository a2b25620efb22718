/** The instances of each service with what is in flight there, the connections to them, and what is spoken on those. */
@NullMarked
package polis.gateway.upstream;

import org.jspecify.annotations.NullMarked;
