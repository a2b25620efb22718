/** All services with the counts of their instances, in memory and never older than the newest event. */
@NullMarked
package polis.registry.inventory;

import org.jspecify.annotations.NullMarked;
