/**
 * Leases of instances in memory: how they begin, are renewed, merged between nodes and end, and the queue of their
 * changes.
 */
@NullMarked
package polis.registry.lease;

import org.jspecify.annotations.NullMarked;
