/** The instances that the scheduler answers for, and how they are. */
@NullMarked
package polis.scheduler.workload;

import org.jspecify.annotations.NullMarked;
