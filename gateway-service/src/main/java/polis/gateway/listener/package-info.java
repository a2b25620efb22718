/** The clients' side of both ports: who is too slow, and whether a request came to its end. */
@NullMarked
package polis.gateway.listener;

import org.jspecify.annotations.NullMarked;
