/** Puts services in the order of who needs whom, as a pure function. */
@NullMarked
package polis.scheduler.precedence;

import org.jspecify.annotations.NullMarked;
