/** The gateway's share in a rollout. */
@NullMarked
package polis.scheduler.traffic;

import org.jspecify.annotations.NullMarked;
