/** The clients' side of both ports, and what the traffic port does with a request. */
@NullMarked
package polis.gateway.listener;

import org.jspecify.annotations.NullMarked;
