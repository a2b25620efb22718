/** Detects failures: probes instances whose leases lapsed, and ends those that are dead. */
@NullMarked
package polis.registry.liveness;

import org.jspecify.annotations.NullMarked;
