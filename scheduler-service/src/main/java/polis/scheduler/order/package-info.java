/** Puts services in the order of who needs whom, as a pure function. */
@NullMarked
@Pure
package polis.scheduler.order;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
