/** Sees that at most one scheduler acts at a time. */
@NullMarked
package polis.scheduler.lead;

import org.jspecify.annotations.NullMarked;
