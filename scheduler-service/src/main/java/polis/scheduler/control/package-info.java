/** Observes, has the reconciler decide, and carries out what it decides. */
@NullMarked
package polis.scheduler.control;

import org.jspecify.annotations.NullMarked;
