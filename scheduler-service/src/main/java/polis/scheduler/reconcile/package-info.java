/**
 * Compares what is desired with what is observed and answers with commands, as a pure function of both and of the time.
 */
@NullMarked
@Pure
package polis.scheduler.reconcile;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
