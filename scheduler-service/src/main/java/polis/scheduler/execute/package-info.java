/** Carries out what the reconciler decides: records it, and does what reaches outwards. */
@NullMarked
package polis.scheduler.execute;

import org.jspecify.annotations.NullMarked;
