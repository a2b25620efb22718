/** What was done to the city, step by step, and why. */
@NullMarked
package polis.scheduler.operation;

import org.jspecify.annotations.NullMarked;
