/** Carries changes of leases to the database without slowing a heartbeat, and brings leases back after a restart. */
@NullMarked
package polis.registry.lease;

import org.jspecify.annotations.NullMarked;
