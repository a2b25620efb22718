/** Decides which node takes which instance, as a pure function. */
@NullMarked
package polis.scheduler.placement;

import org.jspecify.annotations.NullMarked;
