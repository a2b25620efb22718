/** The Eureka server: leases in memory, and the queue of their changes. */
@NullMarked
package polis.registry.eureka;

import org.jspecify.annotations.NullMarked;
