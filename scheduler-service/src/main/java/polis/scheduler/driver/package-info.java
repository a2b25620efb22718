/** Starts, finds and ends the processes of instances. */
@NullMarked
package polis.scheduler.driver;

import org.jspecify.annotations.NullMarked;
