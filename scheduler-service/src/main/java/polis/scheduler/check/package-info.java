/** Finds, before a revision is recorded, what of a manifest cannot run here. */
@NullMarked
package polis.scheduler.check;

import org.jspecify.annotations.NullMarked;
