/** Decides which node takes which instance, as a pure function. */
@NullMarked
@Pure
package polis.scheduler.placement;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
