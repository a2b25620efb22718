/** How the other services are reached. */
@NullMarked
package polis.scheduler.peer;

import org.jspecify.annotations.NullMarked;
