/** The scheduler service: placement, reconciling, operations and the drivers that start and stop workloads. */
@NullMarked
package polis.scheduler;

import org.jspecify.annotations.NullMarked;
