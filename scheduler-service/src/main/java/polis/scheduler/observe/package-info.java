/** Observes the state that the reconciler decides on. */
@NullMarked
package polis.scheduler.observe;

import org.jspecify.annotations.NullMarked;
