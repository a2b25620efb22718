/** What was done, step by step, and why. */
@NullMarked
package polis.scheduler.operation;

import org.jspecify.annotations.NullMarked;
