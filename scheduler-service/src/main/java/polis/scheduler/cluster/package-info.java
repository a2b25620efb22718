/** What is desired, what is observed and what is under way: the values that rows, reconciler and API share. */
@NullMarked
@Pure
package polis.scheduler.cluster;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
