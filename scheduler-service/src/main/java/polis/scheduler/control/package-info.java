/** The loop that looks, has the reconciler decide, and does what it says. */
@NullMarked
package polis.scheduler.control;

import org.jspecify.annotations.NullMarked;
