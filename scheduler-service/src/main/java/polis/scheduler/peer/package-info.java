/** Where the other services are. */
@NullMarked
package polis.scheduler.peer;

import org.jspecify.annotations.NullMarked;
