/** The instances that serve, how much each may get, and what each has in flight. */
@NullMarked
package polis.gateway.upstream;

import org.jspecify.annotations.NullMarked;
